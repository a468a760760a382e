/// <reference lib="webworker" />
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import threadedWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter'
import { type Tensor, ready, setBackend, tensor, tidy } from '@tensorflow/tfjs-core'
import weightsUrl from '@weights/blazeface.bin?url'
import graphUrl from '@weights/blazeface.json?url'
import {
  CELL_PIXELS,
  type RawFace,
  type Size,
  VALUES_PER_ANCHOR,
  anchorCounts,
  facesOf,
} from './blazeface'
import { lightOf } from './light'
import type { Box, Finding, FoundFace, WorkerAnswer, WorkerRequest } from './messages'
import { poseOf } from './pose'

/** The longer side of a whole frame, and both sides of the part around a face. */
const WHOLE_PIXELS = 256
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

async function loadNet(): Promise<GraphModel> {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainWasm,
    'tfjs-backend-wasm-simd.wasm': simdWasm,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedWasm,
  })
  await setBackend('wasm')
  await ready()
  const [graph, weightData] = await Promise.all([
    fetch(graphUrl).then((response) => response.json()),
    fetch(weightsUrl).then((response) => response.arrayBuffer()),
  ])
  const [{ weights: weightSpecs }] = graph.weightsManifest
  takeAnySize(graph.modelTopology, weightSpecs, weightData)
  return loadGraphModel({
    load: () => Promise.resolve({ modelTopology: graph.modelTopology, weightSpecs, weightData }),
  })
}

type Spec = { name: string; shape: number[] }
type Topology = { node: { op: string; attr: { shape?: { shape: { dim: { size: string }[] } } } }[] }

/** Its file says 256 pixels in two places: the shape of the input, and that of the lists of anchors. */
function takeAnySize({ node }: Topology, specs: readonly Spec[], weights: ArrayBuffer): void {
  for (const { op, attr } of node) {
    const [, ...sides] = op === 'Placeholder' ? (attr.shape?.shape.dim.slice(0, 3) ?? []) : []
    for (const side of sides) side.size = '-1'
  }
  const BYTES = 4
  let at = 0
  for (const { name, shape } of specs) {
    if (name.endsWith('/shape')) new DataView(weights).setInt32(at + BYTES, -1, true)
    at += shape.reduce((product, side) => product * side, 1) * BYTES
  }
}

/** Runs the net on a picture of whole cells; the outputs are told apart by their shapes. */
function run(net: GraphModel, rgba: Uint8ClampedArray, size: Size): RawFace[] {
  const pixels = new Float32Array(size.width * size.height * 3)
  for (let i = 0, at = 0; at < pixels.length; i += 4) {
    pixels[at++] = (rgba[i] ?? 0) / 127.5 - 1
    pixels[at++] = (rgba[i + 1] ?? 0) / 127.5 - 1
    pixels[at++] = (rgba[i + 2] ?? 0) / 127.5 - 1
  }
  const [fine, coarse] = anchorCounts(size)
  const logits = new Float32Array(fine + coarse)
  const values = new Float32Array((fine + coarse) * VALUES_PER_ANCHOR)
  tidy(() => {
    const outputs = net.predict(tensor(pixels, [1, size.height, size.width, 3])) as Tensor[]
    const data = (anchors: number, each: number) => {
      const found = outputs.find(({ shape }) => shape[1] === anchors && shape[2] === each)
      if (!found) throw new Error('the net gives other outputs than BlazeFace')
      return found.dataSync() as Float32Array
    }
    logits.set(data(fine, 1))
    logits.set(data(coarse, 1), fine)
    values.set(data(fine, VALUES_PER_ANCHOR))
    values.set(data(coarse, VALUES_PER_ANCHOR), fine * VALUES_PER_ANCHOR)
  })
  return facesOf(logits, values, size)
}

const area = ({ x_min, y_min, x_max, y_max }: Box) => (x_max - x_min) * (y_max - y_min)

/** A part of a frame, in its pixels. */
type Part = { x: number; y: number; width: number; height: number }

const faceCanvas = canvasOf(LIGHT_PIXELS)
const part = canvasOf(PART_PIXELS)
let whole = canvasOf(WHOLE_PIXELS)

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
function wholeFor({ width, height }: Size): OffscreenCanvasRenderingContext2D {
  const scale = WHOLE_PIXELS / Math.max(width, height)
  const inCells = (side: number) => Math.ceil((side * scale) / CELL_PIXELS) * CELL_PIXELS
  const [w, h] = [inCells(width), inCells(height)]
  if (whole.canvas.width !== w || whole.canvas.height !== h) whole = canvasOf(w, h)
  return whole
}

function find(net: GraphModel, frame: ImageBitmap, near: Box | null): Finding {
  const started = performance.now()
  const image = { width: frame.width, height: frame.height }
  const known = near ? facesIn(net, frame, part, partAround(near)) : []
  const faces =
    known.length === 1 ? known : facesIn(net, frame, wholeFor(image), { x: 0, y: 0, ...image })
  return { image, faces, whole: faces !== known, workMs: performance.now() - started }
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
  { id, frame, keep: wanted, near }: Extract<WorkerRequest, { kind: 'find' }>,
) {
  try {
    answer({ kind: 'found', id, finding: find(net, frame, near) })
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
  for (const { canvas } of [whole, part]) {
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
