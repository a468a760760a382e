import type { Light } from './light'
import type { Pose } from './pose'

export type Box = {
  x_min: number
  y_min: number
  x_max: number
  y_max: number
  probability: number
}

/** A face in pixels of the frame, with what can be said of it before anybody is asked. */
export type FoundFace = { box: Box; pose: Pose; light: Light }

export type Finding = {
  image: { width: number; height: number }
  /** Largest first. */
  faces: FoundFace[]
  /** Whether whoever may count was looked for in all of the frame, and not only where the face was before. */
  whole: boolean
  /** Time spent in the worker on this frame. */
  workMs: number
}

/**
 * How to look: `near` is where the only face was a moment ago, null where there was none or several; `thorough`
 * wants nobody to be missed.
 */
export type Gaze = { near: Box | null; thorough: boolean }

export type WorkerRequest =
  /** `keep`: a picture of this frame may be asked for, until another one is kept. */
  | { kind: 'find'; id: number; frame: ImageBitmap; keep: boolean; gaze: Gaze }
  /** The kept frame as a JPEG, where it is still that of `frameId`. */
  | { kind: 'shoot'; id: number; frameId: number; maxWidth: number; quality: number }
  | { kind: 'forget' }
export type WorkerAnswer =
  | { kind: 'ready' }
  | { kind: 'broken'; why: string }
  | { kind: 'found'; id: number; finding: Finding }
  | { kind: 'shot'; id: number; jpeg: Blob }
  | { kind: 'failed'; id: number; why: string }
