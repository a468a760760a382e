import { writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

export const FRAME = { width: 640, height: 480 }

/** Part of a picture, in its pixels, and how it is shown in the frame. */
export type View = {
  jpeg: Buffer
  crop?: { x: number; y: number; width: number; height: number }
  brightness?: number
  degrees?: number
}

/** A view as a webcam would see it: 640x480, the picture upscaled to the full height in the middle. */
export async function frameOf(page: Page, view: View): Promise<Buffer> {
  const { jpeg, ...how } = view
  const base64 = await page.evaluate(
    async ({ source, crop, brightness, degrees, size }) => {
      const image = new Image()
      image.src = `data:image/jpeg;base64,${source}`
      await image.decode()
      const part = crop ?? { x: 0, y: 0, width: image.naturalWidth, height: image.naturalHeight }
      const canvas = document.createElement('canvas')
      canvas.width = size.width
      canvas.height = size.height
      const context = canvas.getContext('2d')
      if (!context) throw new Error('no canvas')
      context.fillStyle = '#6b7280'
      context.fillRect(0, 0, size.width, size.height)
      context.imageSmoothingQuality = 'high'
      context.filter = `brightness(${brightness ?? 1})`
      context.translate(size.width / 2, size.height / 2)
      context.rotate(((degrees ?? 0) * Math.PI) / 180)
      const scale = size.height / part.height
      const width = part.width * scale
      context.drawImage(
        image,
        part.x,
        part.y,
        part.width,
        part.height,
        -width / 2,
        -size.height / 2,
        width,
        size.height,
      )
      return canvas.toDataURL('image/jpeg', 0.92).split(',')[1] ?? ''
    },
    { ...how, source: jpeg.toString('base64'), size: FRAME },
  )
  return Buffer.from(base64, 'base64')
}

/** What the webcam sees in a dark room with nobody in it. */
export async function emptyFrame(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(({ width, height }) => {
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    canvas.getContext('2d')?.fillRect(0, 0, width, height)
    return canvas.toDataURL('image/jpeg', 0.92).split(',')[1] ?? ''
  }, FRAME)
  return Buffer.from(base64, 'base64')
}

/** Square pictures side by side, as if of one room. */
export async function rowOf(page: Page, jpegs: readonly Buffer[]): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ({ sources, side }) => {
      const canvas = document.createElement('canvas')
      canvas.width = side * sources.length
      canvas.height = side
      const context = canvas.getContext('2d')
      if (!context) throw new Error('no canvas')
      await Promise.all(
        sources.map(async (source, i) => {
          const image = new Image()
          image.src = `data:image/jpeg;base64,${source}`
          await image.decode()
          context.drawImage(image, i * side, 0, side, side)
        }),
      )
      return canvas.toDataURL('image/jpeg', 0.92).split(',')[1] ?? ''
    },
    { sources: jpegs.map((jpeg) => jpeg.toString('base64')), side: FRAME.height },
  )
  return Buffer.from(base64, 'base64')
}

/** Chromium's fake webcam reads a file of JPEGs one after the other, and starts over at its end. */
export function writeClip(path: string, frame: Buffer): string {
  writeFileSync(path, Buffer.concat(Array<Buffer>(10).fill(frame)))
  return path
}
