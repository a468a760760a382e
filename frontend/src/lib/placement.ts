import type { DetectFacesResult } from './api-types'

export type Placement = 'none' | 'several' | 'far' | 'close' | 'aside' | 'good'

type Box = { x_min: number; y_min: number; x_max: number; y_max: number }
type Size = { width: number; height: number }

const MIN_FACE_OF_FRAME = 0.22
const MAX_FACE_OF_FRAME = 0.9
const MAX_OFF_CENTRE = 0.28
/** The gateway takes the largest face only where it is at least twice the area of any other. */
const DOMINANCE = 2

function measure(box: Box, { width, height }: Size) {
  const w = box.x_max - box.x_min
  const h = box.y_max - box.y_min
  return {
    area: w * h,
    size: h / Math.min(width, height),
    x: (box.x_min + box.x_max) / 2 / width,
    y: (box.y_min + box.y_max) / 2 / height,
  }
}

/** Whether the faces of a frame would give a clean check-in, and if not, the first thing to change. */
export function placementOf({ faces, image }: DetectFacesResult): Placement {
  const measured = faces.map((face) => measure(face.box, image)).toSorted((a, b) => b.area - a.area)
  const [largest, second] = measured
  if (!largest) return 'none'
  if (second && second.area * DOMINANCE > largest.area) return 'several'
  if (largest.size < MIN_FACE_OF_FRAME) return 'far'
  if (largest.size > MAX_FACE_OF_FRAME) return 'close'
  if (Math.max(Math.abs(largest.x - 0.5), Math.abs(largest.y - 0.5)) > MAX_OFF_CENTRE)
    return 'aside'
  return 'good'
}

const STEADY_FRAMES = 3
const STEADY_MS = 500
const MAX_MOVE = 0.05

/**
 * Says whether one well placed face has held still: the last frames, over at least STEADY_MS, all good and
 * none further than MAX_MOVE (of the frame) from the newest.
 */
export class Steadiness {
  private seen: { atMs: number; x: number; y: number; size: number }[] = []

  see(result: DetectFacesResult, atMs: number): boolean {
    if (placementOf(result) !== 'good') {
      this.seen = []
      return false
    }
    const boxes = result.faces.map((face) => measure(face.box, result.image))
    const now = boxes.reduce((a, b) => (b.area > a.area ? b : a))
    this.seen = this.seen.filter(
      (before) =>
        Math.abs(before.x - now.x) < MAX_MOVE &&
        Math.abs(before.y - now.y) < MAX_MOVE &&
        Math.abs(before.size - now.size) < MAX_MOVE * 2,
    )
    this.seen.push({ atMs, x: now.x, y: now.y, size: now.size })
    const first = this.seen[0]
    return (
      this.seen.length >= STEADY_FRAMES && first !== undefined && atMs - first.atMs >= STEADY_MS
    )
  }
}
