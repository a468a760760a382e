import type { Finding, WorkerAnswer, WorkerRequest } from './messages'

/**
 * Finds faces in frames of the camera, in this browser: no frame leaves it. The net runs in a worker, so that
 * the page stays free; it is fetched when the first camera opens and kept while the page stands.
 *
 * One frame at a time: `find` waits for the one before.
 */
export type FaceFinder = { find(source: ImageBitmapSource): Promise<Finding> }

let opened: Promise<FaceFinder> | null = null

/** Rejects where the browser cannot run it (no WebAssembly, no OffscreenCanvas) or cannot fetch it. */
export function openFaceFinder(): Promise<FaceFinder> {
  opened ??= start().catch((error: unknown) => {
    // The next camera tries again: the network may be back.
    opened = null
    throw error
  })
  return opened
}

async function start(): Promise<FaceFinder> {
  if (!('OffscreenCanvas' in window) || !('WebAssembly' in window)) {
    throw new Error('This browser runs no nets in the background.')
  }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  await new Promise<void>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => {
      if (data.kind === 'ready') resolve()
      if (data.kind === 'broken') reject(new Error(data.why))
    })
    worker.addEventListener('error', (event) => reject(new Error(event.message)))
  }).catch((error: unknown) => {
    worker.terminate()
    throw error
  })

  const answers = new Map<number, { resolve: (f: Finding) => void; reject: (e: Error) => void }>()
  let next = 1
  let before: Promise<unknown> = Promise.resolve()
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => {
    if (!('id' in data)) return
    const answer = answers.get(data.id)
    answers.delete(data.id)
    if (data.kind === 'found') answer?.resolve(data.finding)
    else answer?.reject(new Error(data.why))
  })

  const findOne = async (source: ImageBitmapSource) => {
    const frame = await createImageBitmap(source)
    const id = next++
    return new Promise<Finding>((resolve, reject) => {
      answers.set(id, { resolve, reject })
      worker.postMessage({ id, frame } satisfies WorkerRequest, [frame])
    })
  }
  return {
    find(source) {
      const found = before.then(() => findOne(source))
      before = found.catch(() => {})
      return found
    },
  }
}
