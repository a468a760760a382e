import type { Box, Finding, FoundFace } from './face-finder/messages'

/** What to change before a picture is worth taking, the first thing first. */
export type Placement =
  | 'none'
  | 'several'
  | 'far'
  | 'close'
  | 'aside'
  | 'dark'
  | 'bright'
  | 'turned'
  | 'tilted'
  | 'blurred'
  | 'good'

const MIN_FACE_OF_FRAME = 0.14
const MAX_FACE_OF_FRAME = 0.9
const MAX_OFF_CENTRE = 0.28
const SLACK = 1.1
/** The gateway takes the largest face only where it is at least twice the area of any other. */
const DOMINANCE = 2
const MIN_BRIGHTNESS = 0.16
const MAX_BRIGHTNESS = 0.88
/** Edges by lightness: a dim face has weaker edges without being blurred. */
const MIN_SHARPNESS = 1.3
/** In eye distances: about 35 degrees. */
const MAX_TURN = 0.4
const MAX_TILT_DEGREES = 25

type Size = { width: number; height: number }

function measure({ box }: FoundFace, { width, height }: Size) {
  const w = box.x_max - box.x_min
  const h = box.y_max - box.y_min
  return {
    area: w * h,
    size: h / Math.min(width, height),
    x: (box.x_min + box.x_max) / 2 / width,
    y: (box.y_min + box.y_max) / 2 / height,
  }
}

/** What is wrong with the light on a face, or with its sharpness. */
export function lightFault({ light }: FoundFace): 'dark' | 'bright' | 'blurred' | null {
  if (light.brightness < MIN_BRIGHTNESS) return 'dark'
  if (light.brightness > MAX_BRIGHTNESS) return 'bright'
  return light.sharpness / light.brightness ** 2 < MIN_SHARPNESS ? 'blurred' : null
}

/**
 * Whether the faces of a frame would give a clean picture. `anyPose` leaves out where the face looks: for
 * shots that ask for a turned head. Where it `was` good in the frame before, a little more is let pass, so that
 * nobody at the edge is told now this and now that.
 */
export function placementOf(
  { faces, image }: Finding,
  anyPose = false,
  was: Placement | null = null,
): Placement {
  const slack = was === 'good' ? SLACK : 1
  const [face, second] = faces
  if (!face) return 'none'
  const largest = measure(face, image)
  if (second && measure(second, image).area * DOMINANCE > largest.area) return 'several'
  if (largest.size * slack < MIN_FACE_OF_FRAME) return 'far'
  if (largest.size > MAX_FACE_OF_FRAME) return 'close'
  if (Math.max(Math.abs(largest.x - 0.5), Math.abs(largest.y - 0.5)) > MAX_OFF_CENTRE * slack)
    return 'aside'
  if (!anyPose && Math.abs(face.pose.turn) > MAX_TURN) return 'turned'
  if (Math.abs(face.pose.tiltDegrees) > MAX_TILT_DEGREES) return 'tilted'
  return lightFault(face) ?? 'good'
}

const STEADY_FRAMES = 3
/** Two frames of a camera at thirty a second. */
const STEADY_MS = 60
const MAX_MOVE = 0.03
const REMEMBERED_MS = 1_000

/**
 * Says whether one well placed face holds still: the last frames, over at least STEADY_MS, all good and none
 * further than MAX_MOVE (of the frame) from the newest. Who walks by moves further in that time, and who
 * shakes the camera is blurred.
 */
export class Steadiness {
  private seen: { atMs: number; x: number; y: number; size: number }[] = []

  see(finding: Finding, atMs: number, placement = placementOf(finding)): boolean {
    const [face] = finding.faces
    if (!face || placement !== 'good') {
      this.seen = []
      return false
    }
    const now = measure(face, finding.image)
    this.seen = this.seen.filter(
      (before) =>
        atMs - before.atMs < REMEMBERED_MS &&
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

const overlap = (a: Box, b: Box) =>
  a.x_min < b.x_max && b.x_min < a.x_max && a.y_min < b.y_max && b.y_min < a.y_max

/**
 * Says since when the same largest face is there. It is another one after a frame without any, and where it is
 * all beside the last one: nobody gets that far from one look to the next, but whoever stands next in a queue does.
 */
export class Presence {
  private box: Box | null = null
  private sinceMs: number | null = null

  see({ faces }: Finding, atMs: number): number | null {
    const box = faces[0]?.box ?? null
    if (box === null) this.sinceMs = null
    else if (this.box === null || !overlap(this.box, box)) this.sinceMs = atMs
    this.box = box
    return this.sinceMs
  }
}
