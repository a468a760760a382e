/// <reference lib="webworker" />
import type { GraphModel } from '@tensorflow/tfjs-converter'
import { CELL_PIXELS, type RawFace, type Size } from './blazeface'
import { facesBy } from './gaze'
import { lightOf } from './light'
import type { Box, Finding, FoundFace, Gaze, WorkerAnswer, WorkerRequest } from './messages'
import { loadNet, run } from './net'
import { poseOf } from './pose'

/** The longer side of a whole frame in detail and at a glance, and both sides of the part around a face. */
const STARE_PIXELS = 256
const GLANCE_PIXELS = 128
const PART_PIXELS = 128
/** The part around a face, in lengths of its box. */
const PART_OF_BOX = 2
const LIGHT_PIXELS = 96

// A worker's own page is the only one that hears it: there is no origin to name.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
const answer = (message: WorkerAnswer) => self.postMessage(message)

function canvasOf(width: number, height = width): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no canvas in a worker')
  return context
}

const area = ({ x_min, y_min, x_max, y_max }: Box) => (x_max - x_min) * (y_max - y_min)

/** A part of a frame, in its pixels. */
type Part = { x: number; y: number; width: number; height: number }

const faceCanvas = canvasOf(LIGHT_PIXELS)
const part = canvasOf(PART_PIXELS)
const wholes = { stare: canvasOf(STARE_PIXELS), glance: canvasOf(GLANCE_PIXELS) }

/** The faces in a part of the frame, which is drawn as large as it fits into whole cells; the rest is black. */
function facesIn(
  net: GraphModel,
  frame: ImageBitmap,
  input: OffscreenCanvasRenderingContext2D,
  { x, y, width, height }: Part,
): FoundFace[] {
  const size = { width: input.canvas.width, height: input.canvas.height }
  const scale = Math.min(size.width / width, size.height / height)
  input.fillStyle = '#000'
  input.fillRect(0, 0, size.width, size.height)
  input.drawImage(frame, -x * scale, -y * scale, frame.width * scale, frame.height * scale)
  const { data } = input.getImageData(0, 0, size.width, size.height)
  const boxOf = ({ score, xMin, yMin, xMax, yMax }: RawFace): Box => ({
    x_min: Math.max(0, x + xMin / scale),
    y_min: Math.max(0, y + yMin / scale),
    x_max: Math.min(frame.width, x + xMax / scale),
    y_max: Math.min(frame.height, y + yMax / scale),
    probability: score,
  })
  return run(net, data, size)
    .map((face) => ({ face, box: boxOf(face) }))
    .filter(({ box }) => box.x_max > box.x_min && box.y_max > box.y_min)
    .toSorted((a, b) => area(b.box) - area(a.box))
    .map(({ face, box }) => ({ box, pose: poseOf(face), light: lightIn(frame, box) }))
}

function partAround({ x_min, y_min, x_max, y_max }: Box): Part {
  const side = Math.max(x_max - x_min, y_max - y_min) * PART_OF_BOX
  return {
    x: (x_min + x_max - side) / 2,
    y: (y_min + y_max - side) / 2,
    width: side,
    height: side,
  }
}

/** A canvas of the frame's proportions, in whole cells. */
function wholeFor(
  way: keyof typeof wholes,
  { width, height }: Size,
): OffscreenCanvasRenderingContext2D {
  const pixels = way === 'stare' ? STARE_PIXELS : GLANCE_PIXELS
  const scale = pixels / Math.max(width, height)
  const inCells = (side: number) => Math.ceil((side * scale) / CELL_PIXELS) * CELL_PIXELS
  const [w, h] = [inCells(width), inCells(height)]
  const { canvas } = wholes[way]
  if (canvas.width !== w || canvas.height !== h) wholes[way] = canvasOf(w, h)
  return wholes[way]
}

function find(net: GraphModel, frame: ImageBitmap, gaze: Gaze): Finding {
  const started = performance.now()
  const image = { width: frame.width, height: frame.height }
  const whole = (way: keyof typeof wholes) => () =>
    facesIn(net, frame, wholeFor(way, image), { x: 0, y: 0, ...image })
  const found = facesBy(gaze, image, {
    around: (box) => facesIn(net, frame, part, partAround(box)),
    glance: whole('glance'),
    stare: whole('stare'),
  })
  return { image, ...found, workMs: performance.now() - started }
}

function lightIn(frame: ImageBitmap, { x_min, y_min, x_max, y_max }: Box) {
  faceCanvas.drawImage(
    frame,
    x_min,
    y_min,
    x_max - x_min,
    y_max - y_min,
    0,
    0,
    LIGHT_PIXELS,
    LIGHT_PIXELS,
  )
  const { data } = faceCanvas.getImageData(0, 0, LIGHT_PIXELS, LIGHT_PIXELS)
  return lightOf(data, LIGHT_PIXELS, LIGHT_PIXELS)
}

let kept: { id: number; frame: ImageBitmap } | null = null

function keep(next: typeof kept) {
  kept?.frame.close()
  kept = next
}

function shotOf(frameId: number, maxWidth: number, quality: number): Promise<Blob> {
  if (kept?.id !== frameId) return Promise.reject(new Error('This frame is kept no more.'))
  const { frame } = kept
  const scale = Math.min(1, maxWidth / frame.width)
  const canvas = new OffscreenCanvas(
    Math.round(frame.width * scale),
    Math.round(frame.height * scale),
  )
  canvas
    .getContext('2d', { willReadFrequently: true })
    ?.drawImage(frame, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/jpeg', quality })
}

function onFind(
  net: GraphModel,
  { id, frame, keep: wanted, gaze }: Extract<WorkerRequest, { kind: 'find' }>,
) {
  try {
    answer({ kind: 'found', id, finding: find(net, frame, gaze) })
  } catch (error) {
    answer({ kind: 'failed', id, why: words(error) })
  }
  if (wanted) keep({ id, frame })
  else frame.close()
}

async function onShoot({
  id,
  frameId,
  maxWidth,
  quality,
}: Extract<WorkerRequest, { kind: 'shoot' }>) {
  try {
    answer({ kind: 'shot', id, jpeg: await shotOf(frameId, maxWidth, quality) })
  } catch (error) {
    answer({ kind: 'failed', id, why: words(error) })
  }
}

const words = (error: unknown) => (error instanceof Error ? error.message : String(error))

try {
  const net = await loadNet()
  // The first run pays for what later ones find ready.
  for (const { canvas } of [wholes.stare, wholes.glance, part]) {
    run(net, new Uint8ClampedArray(canvas.width * canvas.height * 4), canvas)
  }
  self.addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => {
    if (data.kind === 'find') onFind(net, data)
    else if (data.kind === 'shoot') void onShoot(data)
    else keep(null)
  })
  answer({ kind: 'ready' })
} catch (error) {
  answer({ kind: 'broken', why: words(error) })
}
