import type { Page } from 'playwright-core'
import { FRAME } from './clip'

/** A made-up person: colours and proportions, nobody's face. */
export type Drawing = {
  skin: string
  shade: string
  hair: string
  eyes: string
  shirt: string
  wall: string
  faceWidth: number
  smile: number
  /** From the middle of the face to an eye, as a share of half its width. */
  eyeGap: number
  /** Height to half width. */
  length: number
  bearded: boolean
}

export const DRAWN: Record<'ada' | 'bo', Drawing> = {
  ada: {
    skin: '#e8b48f',
    shade: '#b9795a',
    hair: '#3a2418',
    eyes: '#4b3a2a',
    shirt: '#3b5bdb',
    wall: '#cfd8e3',
    faceWidth: 92,
    smile: 16,
    eyeGap: 0.42,
    length: 1.36,
    bearded: false,
  },
  bo: {
    skin: '#a8714c',
    shade: '#6d4229',
    hair: '#111111',
    eyes: '#20140d',
    shirt: '#2b8a3e',
    wall: '#e3dccf',
    faceWidth: 104,
    smile: 4,
    eyeGap: 0.36,
    length: 1.5,
    bearded: true,
  },
}

/** A drawn face with enough light and shadow that a face detector takes it for one, as a JPEG. */
export async function drawFace(page: Page, drawing: Drawing): Promise<Buffer> {
  const base64 = await page.evaluate(
    ({ person, size }) => {
      const canvas = document.createElement('canvas')
      canvas.width = size.width
      canvas.height = size.height
      const c = canvas.getContext('2d')
      if (!c) throw new Error('no canvas')
      const x = size.width / 2
      const y = 235
      const w = person.faceWidth
      const h = w * person.length
      const oval = (
        cx: number,
        cy: number,
        rx: number,
        ry: number,
        fill: string | CanvasGradient,
      ) => {
        c.fillStyle = fill
        c.beginPath()
        c.ellipse(cx, cy, rx, ry, 0, 0, Math.PI * 2)
        c.fill()
      }
      const glow = (cx: number, cy: number, r: number, from: string, to: string) => {
        const gradient = c.createRadialGradient(cx, cy, 0, cx, cy, r)
        gradient.addColorStop(0, from)
        gradient.addColorStop(1, to)
        return gradient
      }
      const stroke = (path: () => void, width: number, colour: string) => {
        c.strokeStyle = colour
        c.lineWidth = width
        c.lineCap = 'round'
        c.beginPath()
        path()
        c.stroke()
      }
      c.fillStyle = person.wall
      c.fillRect(0, 0, size.width, size.height)
      c.filter = 'blur(1.2px)'
      oval(x, size.height + 40, w * 2.1, 150, person.shirt)
      c.fillStyle = person.shade
      c.fillRect(x - w * 0.42, y + h * 0.6, w * 0.84, h * 0.65)
      if (!person.bearded) oval(x, y - h * 0.28, w * 1.14, h * 0.95, person.hair)
      for (const side of [-1, 1]) oval(x + side * w * 0.98, y + 4, w * 0.13, h * 0.2, person.shade)
      oval(x, y, w, h, glow(x - w * 0.15, y - h * 0.1, h * 1.15, person.skin, person.shade))
      if (person.bearded) {
        c.fillStyle = person.hair
        c.beginPath()
        c.ellipse(x, y + h * 0.3, w * 0.99, h * 0.72, 0, 0, Math.PI)
        c.quadraticCurveTo(x - w * 0.6, y + h * 0.42, x, y + h * 0.4)
        c.quadraticCurveTo(x + w * 0.6, y + h * 0.42, x + w * 0.99, y + h * 0.3)
        c.fill()
      } else {
        c.fillStyle = person.hair
        c.beginPath()
        c.ellipse(x, y - h * 0.66, w * 0.98, h * 0.42, 0, Math.PI, Math.PI * 2)
        c.quadraticCurveTo(x + w * 0.3, y - h * 0.52, x - w * 0.3, y - h * 0.58)
        c.quadraticCurveTo(x - w * 0.7, y - h * 0.55, x - w * 0.98, y - h * 0.66)
        c.fill()
      }
      for (const side of [-1, 1]) {
        const ex = x + side * w * person.eyeGap
        const ey = y - h * 0.13
        oval(ex, ey, w * 0.3, h * 0.14, glow(ex, ey, w * 0.32, person.shade, 'rgba(0,0,0,0)'))
        oval(ex, ey, w * 0.2, h * 0.075, '#f7f4f0')
        oval(ex, ey, w * 0.1, h * 0.072, person.eyes)
        oval(ex, ey, w * 0.05, h * 0.036, '#0a0706')
        oval(ex - 3, ey - 3, 2.4, 2.4, '#ffffff')
        stroke(
          () => c.ellipse(ex, ey, w * 0.21, h * 0.085, 0, Math.PI * 1.05, Math.PI * 1.95),
          3.5,
          '#2a1a12',
        )
        stroke(
          () => {
            c.moveTo(ex - w * 0.24, ey - h * 0.13)
            c.quadraticCurveTo(ex, ey - h * 0.2, ex + w * 0.24, ey - h * 0.13)
          },
          7,
          person.hair,
        )
        oval(
          x + side * w * 0.52,
          y + h * 0.28,
          w * 0.3,
          h * 0.16,
          glow(
            x + side * w * 0.52,
            y + h * 0.28,
            w * 0.3,
            'rgba(214,96,80,.3)',
            'rgba(214,96,80,0)',
          ),
        )
      }
      oval(
        x,
        y + h * 0.14,
        w * 0.17,
        h * 0.26,
        glow(x, y + h * 0.1, w * 0.3, 'rgba(255,235,215,.5)', 'rgba(255,235,215,0)'),
      )
      stroke(
        () => {
          c.moveTo(x - w * 0.17, y + h * 0.27)
          c.quadraticCurveTo(x, y + h * 0.36, x + w * 0.17, y + h * 0.27)
        },
        4,
        person.shade,
      )
      for (const side of [-1, 1])
        oval(x + side * w * 0.09, y + h * 0.29, w * 0.05, h * 0.02, '#4a2618')
      const my = y + h * 0.54
      c.fillStyle = '#a8433f'
      c.beginPath()
      c.moveTo(x - w * 0.36, my - person.smile * 0.5)
      c.quadraticCurveTo(x, my - 10, x + w * 0.36, my - person.smile * 0.5)
      c.quadraticCurveTo(x, my + 14 + person.smile * 1.6, x - w * 0.36, my - person.smile * 0.5)
      c.fill()
      stroke(
        () => {
          c.moveTo(x - w * 0.36, my - person.smile * 0.5)
          c.quadraticCurveTo(x, my + person.smile, x + w * 0.36, my - person.smile * 0.5)
        },
        3,
        '#5e1f1e',
      )
      return canvas.toDataURL('image/jpeg', 0.92).split(',')[1] ?? ''
    },
    { person: drawing, size: FRAME },
  )
  return Buffer.from(base64, 'base64')
}
