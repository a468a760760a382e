/**
 * What the outputs of BlazeFace mean (Bazarevsky and others, 2019, the 256 pixel model): a score, a box and six
 * points for each anchor, two in each cell of 16 pixels and six in each of 32. It is convolutional throughout: any
 * size of whole cells will do, and a smaller one costs less.
 */
export const CELL_PIXELS = 32
export const VALUES_PER_ANCHOR = 16

const GRIDS = [
  { cell: 16, anchors: 2 },
  { cell: CELL_PIXELS, anchors: 6 },
]
const MIN_SCORE = 0.6
/** Two boxes that share more than this of their union are one face. */
const SAME_FACE_OVERLAP = 0.3
const POINTS = ['rightEye', 'leftEye', 'nose', 'mouth', 'rightEar', 'leftEar'] as const

type Point = { x: number; y: number }
export type Size = { width: number; height: number }
/** All of it in pixels of what went in. */
export type RawFace = {
  score: number
  xMin: number
  yMin: number
  xMax: number
  yMax: number
  points: Record<(typeof POINTS)[number], Point>
}

/** How many anchors each of the two grids has. */
export const anchorCounts = ({ width, height }: Size): [fine: number, coarse: number] => {
  const [fine, coarse] = GRIDS.map(({ cell, anchors }) => ((width * height) / cell ** 2) * anchors)
  return [fine ?? 0, coarse ?? 0]
}

function anchorsOf({ width, height }: Size): Point[] {
  return GRIDS.flatMap(({ cell, anchors }) =>
    Array.from({ length: (width * height * anchors) / cell ** 2 }, (_, i) => {
      const at = Math.floor(i / anchors)
      const columns = width / cell
      return { x: ((at % columns) + 0.5) * cell, y: (Math.floor(at / columns) + 0.5) * cell }
    }),
  )
}

const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit))

/** The faces, best first. `logits` has a value an anchor, `values` VALUES_PER_ANCHOR of them. */
export function facesOf(logits: Float32Array, values: Float32Array, size: Size): RawFace[] {
  const candidates = anchorsOf(size)
    .flatMap((anchor, i) => {
      const score = sigmoid(logits[i] ?? -Infinity)
      return score < MIN_SCORE ? [] : [decode(score, anchor, values, i * VALUES_PER_ANCHOR)]
    })
    .toSorted((a, b) => b.score - a.score)

  const faces: RawFace[] = []
  for (const face of candidates) {
    if (faces.every((kept) => overlap(kept, face) < SAME_FACE_OVERLAP)) faces.push(face)
  }
  return faces
}

function decode(score: number, anchor: Point, values: Float32Array, at: number): RawFace {
  const value = (k: number) => values[at + k] ?? 0
  const centre = { x: anchor.x + value(0), y: anchor.y + value(1) }
  const [width, height] = [value(2), value(3)]
  const point = (k: number) => ({ x: anchor.x + value(4 + 2 * k), y: anchor.y + value(5 + 2 * k) })
  return {
    score,
    xMin: centre.x - width / 2,
    yMin: centre.y - height / 2,
    xMax: centre.x + width / 2,
    yMax: centre.y + height / 2,
    points: {
      rightEye: point(0),
      leftEye: point(1),
      nose: point(2),
      mouth: point(3),
      rightEar: point(4),
      leftEar: point(5),
    },
  }
}

function overlap(a: RawFace, b: RawFace): number {
  const width = Math.min(a.xMax, b.xMax) - Math.max(a.xMin, b.xMin)
  const height = Math.min(a.yMax, b.yMax) - Math.max(a.yMin, b.yMin)
  if (width <= 0 || height <= 0) return 0
  const shared = width * height
  const area = (face: RawFace) => (face.xMax - face.xMin) * (face.yMax - face.yMin)
  return shared / (area(a) + area(b) - shared)
}
