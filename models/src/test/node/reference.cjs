// Reference values, computed by the packages' own runtime: reads <folder>/<net>.u8 (RGB bytes, N rows),
// writes <folder>/<net>.<output>.f32. Arguments: the node_modules folder, the folder.
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const [modules, folder] = process.argv.slice(2).map((p) => path.resolve(p));
const load = (name) => require(path.join(modules, name));

// face-api asks for the whole of tfjs; its core and the graph-model loader are all it uses.
const tf = { ...load('@tensorflow/tfjs-core'), ...load('@tensorflow/tfjs-converter') };
for (const op of ['add', 'cast', 'div', 'mean', 'mul', 'sub']) {
  tf.Tensor.prototype[op] = function (...rest) {
    return tf[op](this, ...rest);
  };
}
for (const op of ['as1D', 'as2D', 'as3D', 'as4D']) {
  tf.Tensor.prototype[op] = function (...shape) {
    return tf.reshape(this, op === 'as1D' ? [this.size] : shape);
  };
}
const resolve = Module._load;
Module._load = (name, ...rest) => (name === '@tensorflow/tfjs' ? tf : resolve(name, ...rest));
const wasm = load('@tensorflow/tfjs-backend-wasm');
const faceapi = load('@vladmandic/face-api/dist/face-api.node-wasm.js');

const rows = (net, size) => {
  const file = path.join(folder, `${net}.u8`);
  if (!fs.existsSync(file)) return [];
  const bytes = new Uint8Array(fs.readFileSync(file));
  const stride = size * size * 3;
  return Array.from({ length: bytes.length / stride }, (_, i) =>
    tf.tensor3d(bytes.subarray(i * stride, (i + 1) * stride), [size, size, 3], 'int32'),
  );
};

const write = (net, output, values) =>
  fs.writeFileSync(path.join(folder, `${net}.${output}.f32`), Buffer.from(Float32Array.from(values.flat(Infinity)).buffer));

async function faceApi(net, size, instance, outputs) {
  const inputs = rows(net, size);
  if (inputs.length === 0) return;
  await instance.loadFromDisk(path.join(modules, '@vladmandic/face-api/model'));
  const collected = {};
  for (const input of inputs) {
    const result = outputs(await instance.forward(input));
    for (const [name, tensor] of Object.entries(result)) (collected[name] ??= []).push(Array.from(tensor.dataSync()));
  }
  for (const [name, values] of Object.entries(collected)) write(net, name, values);
}

async function faceMesh() {
  const inputs = rows('face-mesh', 192);
  if (inputs.length === 0) return;
  const base = path.join(modules, '@vladmandic/human/models');
  const json = JSON.parse(fs.readFileSync(path.join(base, 'facemesh.json')));
  const data = fs.readFileSync(path.join(base, 'facemesh.bin'));
  const model = await tf.loadGraphModel({
    load: async () => ({
      modelTopology: json.modelTopology,
      format: json.format,
      signature: json.signature,
      weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
      weightData: data.buffer.slice(data.byteOffset, data.byteOffset + data.length),
    }),
  });
  const points = [];
  const score = [];
  for (const input of inputs) {
    const [mesh, flag] = model.execute(tf.div(tf.expandDims(tf.cast(input, 'float32')), 255), [
      'output_mesh',
      'output_faceflag',
    ]);
    points.push(Array.from(tf.div(mesh, 192).dataSync()));
    score.push(Array.from(flag.dataSync()));
  }
  write('face-mesh', 'points', points);
  write('face-mesh', 'score', score);
}

(async () => {
  wasm.setWasmPaths(path.join(modules, '@tensorflow/tfjs-backend-wasm/dist/'));
  await tf.setBackend('wasm');
  await tf.ready();
  const { nets } = faceapi;
  await faceApi('ssd-mobilenet-v1', 512, nets.ssdMobilenetv1, ({ boxes, scores }) => ({ boxes: boxes[0], scores: scores[0] }));
  await faceApi('face-landmark-68', 112, nets.faceLandmark68Net, (points) => ({ points }));
  await faceApi('face-recognition', 150, nets.faceRecognitionNet, (embedding) => ({ embedding }));
  await faceApi('age-gender', 112, nets.ageGenderNet, ({ age, gender }) => ({ age, gender }));
  await faceApi('face-expression', 112, nets.faceExpressionNet, (probabilities) => ({ probabilities }));
  await faceMesh();
})().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
