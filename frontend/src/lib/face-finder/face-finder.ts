import type { Finding, Gaze, WorkerAnswer, WorkerRequest } from './messages'

/**
 * Finds faces in frames of the camera, in this browser: no frame leaves it. The net runs in a worker, so that
 * the page stays free; it is fetched when the first camera opens and kept while the page stands.
 *
 * One frame at a time: `find` and `look` wait for the one before.
 */
type FaceFinder = {
  find(source: ImageBitmapSource): Promise<Finding>
  /** As `find`, but no closer than the gaze asks for; and the frame is kept for a shot of it until the next look. */
  look(source: ImageBitmapSource, gaze: Gaze): Promise<Look>
  /** The frame that was kept is needed no more. */
  forget(): void
}

export type Look = {
  finding: Finding
  /** The very frame of the finding as a JPEG no wider than `maxWidth`; rejects where it is kept no more. */
  shoot(maxWidth: number, quality: number): Promise<Blob>
}

const THOROUGH: Gaze = { near: null, thorough: true }

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

  type Answer = Exclude<WorkerAnswer, { kind: 'ready' | 'broken' | 'failed' }>
  const answers = new Map<number, { resolve: (a: Answer) => void; reject: (e: Error) => void }>()
  let next = 1
  let before: Promise<unknown> = Promise.resolve()
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => {
    if (!('id' in data)) return
    const answer = answers.get(data.id)
    answers.delete(data.id)
    if (data.kind === 'failed') answer?.reject(new Error(data.why))
    else answer?.resolve(data)
  })

  const tell = (request: WorkerRequest, moved: Transferable[] = []) =>
    worker.postMessage(request, moved)
  const ask = (request: Exclude<WorkerRequest, { kind: 'forget' }>, moved: Transferable[] = []) =>
    new Promise<Answer>((resolve, reject) => {
      answers.set(request.id, { resolve, reject })
      tell(request, moved)
    })

  const shoot = async (frameId: number, maxWidth: number, quality: number) => {
    const answer = await ask({ kind: 'shoot', id: next++, frameId, maxWidth, quality })
    if (answer.kind !== 'shot') throw new Error('The face finder gave another answer.')
    return answer.jpeg
  }
  const lookAt = async (source: ImageBitmapSource, keep: boolean, gaze: Gaze) => {
    const frame = await createImageBitmap(source)
    const id = next++
    const answer = await ask({ kind: 'find', id, frame, keep, gaze }, [frame])
    if (answer.kind !== 'found') throw new Error('The face finder gave another answer.')
    return {
      finding: answer.finding,
      shoot: (maxWidth: number, quality: number) => shoot(id, maxWidth, quality),
    }
  }
  const inTurn = (source: ImageBitmapSource, keep: boolean, gaze: Gaze) => {
    const looked = before.then(() => lookAt(source, keep, gaze))
    before = looked.catch(() => {})
    return looked
  }
  return {
    find: async (source) => (await inTurn(source, false, THOROUGH)).finding,
    look: (source, gaze) => inTurn(source, true, gaze),
    forget: () => tell({ kind: 'forget' }),
  }
}
