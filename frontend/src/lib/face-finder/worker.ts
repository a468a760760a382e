/// <reference lib="webworker" />
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import threadedWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter'
import { type Tensor, ready, setBackend, tensor, tidy } from '@tensorflow/tfjs-core'
import weightsUrl from '@weights/blazeface.bin?url'
import graphUrl from '@weights/blazeface.json?url'
import { ANCHOR_COUNT, INPUT_PIXELS, type RawFace, VALUES_PER_ANCHOR, facesOf } from './blazeface'
import { lightOf } from './light'
import type { Box, Finding, FoundFace, WorkerAnswer, WorkerRequest } from './messages'
import { poseOf } from './pose'

const LIGHT_PIXELS = 96

// A worker's own page is the only one that hears it: there is no origin to name.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
const answer = (message: WorkerAnswer) => self.postMessage(message)

function canvasOf(side: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true })
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
  return loadGraphModel({
    load: () => Promise.resolve({ modelTopology: graph.modelTopology, weightSpecs, weightData }),
  })
}

const pixels = new Float32Array(INPUT_PIXELS * INPUT_PIXELS * 3)

/** Runs the net on a square picture; the outputs are told apart by their shapes. */
function run(net: GraphModel, rgba: Uint8ClampedArray): RawFace[] {
  for (let i = 0, at = 0; at < pixels.length; i += 4) {
    pixels[at++] = (rgba[i] ?? 0) / 127.5 - 1
    pixels[at++] = (rgba[i + 1] ?? 0) / 127.5 - 1
    pixels[at++] = (rgba[i + 2] ?? 0) / 127.5 - 1
  }
  const logits = new Float32Array(ANCHOR_COUNT)
  const values = new Float32Array(ANCHOR_COUNT * VALUES_PER_ANCHOR)
  tidy(() => {
    const outputs = net.predict(tensor(pixels, [1, INPUT_PIXELS, INPUT_PIXELS, 3])) as Tensor[]
    const [wide, narrow] = [512, ANCHOR_COUNT - 512]
    const data = (anchors: number, each: number) => {
      const found = outputs.find(({ shape }) => shape[1] === anchors && shape[2] === each)
      if (!found) throw new Error('the net gives other outputs than BlazeFace')
      return found.dataSync() as Float32Array
    }
    logits.set(data(wide, 1))
    logits.set(data(narrow, 1), wide)
    values.set(data(wide, VALUES_PER_ANCHOR))
    values.set(data(narrow, VALUES_PER_ANCHOR), wide * VALUES_PER_ANCHOR)
  })
  return facesOf(logits, values)
}

const area = ({ x_min, y_min, x_max, y_max }: Box) => (x_max - x_min) * (y_max - y_min)

const input = canvasOf(INPUT_PIXELS)
const faceCanvas = canvasOf(LIGHT_PIXELS)

function find(net: GraphModel, frame: ImageBitmap): Finding {
  const started = performance.now()
  const { width, height } = frame
  // The whole frame in a square with bars, so that a face keeps its proportions.
  const scale = INPUT_PIXELS / Math.max(width, height)
  const shown = { width: width * scale, height: height * scale }
  const left = (INPUT_PIXELS - shown.width) / 2
  const top = (INPUT_PIXELS - shown.height) / 2
  input.fillStyle = '#000'
  input.fillRect(0, 0, INPUT_PIXELS, INPUT_PIXELS)
  input.drawImage(frame, left, top, shown.width, shown.height)
  const raw = run(net, input.getImageData(0, 0, INPUT_PIXELS, INPUT_PIXELS).data)

  const toFrame = (share: number, bar: number) => (share * INPUT_PIXELS - bar) / scale
  const boxOf = (face: RawFace): Box => ({
    x_min: Math.max(0, toFrame(face.xMin, left)),
    y_min: Math.max(0, toFrame(face.yMin, top)),
    x_max: Math.min(width, toFrame(face.xMax, left)),
    y_max: Math.min(height, toFrame(face.yMax, top)),
    probability: face.score,
  })
  const faces: FoundFace[] = raw
    .map((face) => ({ face, box: boxOf(face) }))
    .filter(({ box }) => box.x_max > box.x_min && box.y_max > box.y_min)
    .toSorted((a, b) => area(b.box) - area(a.box))
    .map(({ face, box }) => ({ box, pose: poseOf(face), light: lightIn(frame, box) }))
  return { image: { width, height }, faces, workMs: performance.now() - started }
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
  { id, frame, keep: wanted }: Extract<WorkerRequest, { kind: 'find' }>,
) {
  try {
    answer({ kind: 'found', id, finding: find(net, frame) })
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
  run(net, new Uint8ClampedArray(INPUT_PIXELS * INPUT_PIXELS * 4))
  self.addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => {
    if (data.kind === 'find') onFind(net, data)
    else if (data.kind === 'shoot') void onShoot(data)
    else keep(null)
  })
  answer({ kind: 'ready' })
} catch (error) {
  answer({ kind: 'broken', why: words(error) })
}
