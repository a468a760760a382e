import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import threadedWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter'
import { type Tensor, ready, setBackend, tensor, tidy } from '@tensorflow/tfjs-core'
import weightsUrl from '@weights/blazeface.bin?url'
import graphUrl from '@weights/blazeface.json?url'
import { type RawFace, type Size, VALUES_PER_ANCHOR, anchorCounts, facesOf } from './blazeface'

/** Fetches the net and makes it ready to run on the processor. */
export async function loadNet(): Promise<GraphModel> {
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
export function run(net: GraphModel, rgba: Uint8ClampedArray, size: Size): RawFace[] {
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
