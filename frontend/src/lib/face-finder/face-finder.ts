import type { Finding, WorkerAnswer, WorkerRequest } from './messages'

/**
 * Finds faces in frames of the camera, in this browser: no frame leaves it. The net runs in a worker, so that
 * the page stays free; it is fetched when the first camera opens and kept while the page stands.
 *
 * One frame at a time: `find` rejects where the one before has no answer yet.
 */
export type FaceFinder = { find(video: HTMLVideoElement): Promise<Finding> }

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

  let waiting: { id: number; resolve: (f: Finding) => void; reject: (e: Error) => void } | null =
    null
  let next = 1
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => {
    if (!waiting || !('id' in data) || data.id !== waiting.id) return
    const { resolve, reject } = waiting
    waiting = null
    if (data.kind === 'found') resolve(data.finding)
    else reject(new Error(data.why))
  })

  return {
    async find(video) {
      if (waiting) throw new Error('The frame before has no answer yet.')
      const id = next++
      const answered = new Promise<Finding>((resolve, reject) => {
        waiting = { id, resolve, reject }
      })
      try {
        const frame = await createImageBitmap(video)
        worker.postMessage({ id, frame } satisfies WorkerRequest, [frame])
      } catch (error) {
        waiting = null
        throw error
      }
      return answered
    },
  }
}
