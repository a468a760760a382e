/** Mean lightness of 0 to 1, and how sharp: the variance of the Laplacian of the lightness, in lightness squared times 1000. */
export type Light = { brightness: number; sharpness: number }

/** Of a small square picture of a face, as RGBA bytes. */
export function lightOf(rgba: Uint8ClampedArray, width: number, height: number): Light {
  const grey = new Float32Array(width * height)
  let sum = 0
  for (let i = 0; i < grey.length; i++) {
    const at = i * 4
    // Rec. 709 luma.
    const value =
      (0.2126 * (rgba[at] ?? 0) + 0.7152 * (rgba[at + 1] ?? 0) + 0.0722 * (rgba[at + 2] ?? 0)) / 255
    grey[i] = value
    sum += value
  }
  let edges = 0
  let squares = 0
  let n = 0
  const at = (x: number, y: number) => grey[y * width + x] ?? 0
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const edge = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4 * at(x, y)
      edges += edge
      squares += edge * edge
      n += 1
    }
  }
  const variance = n === 0 ? 0 : squares / n - (edges / n) ** 2
  return { brightness: grey.length === 0 ? 0 : sum / grey.length, sharpness: variance * 1000 }
}
