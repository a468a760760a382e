import { describe, expect, it } from 'vitest'
import { type Eyes, facesBy } from './gaze'
import type { FoundFace } from './messages'

const IMAGE = { width: 640, height: 480 }

const faceOf = (height: number, x = 300): FoundFace => ({
  box: { x_min: x, y_min: 100, x_max: x + height, y_max: 100 + height, probability: 0.9 },
  pose: { turn: 0, nod: 0.5, tiltDegrees: 0 },
  light: { brightness: 0.5, sharpness: 5 },
})
const LARGE = faceOf(200)
const SMALL = faceOf(60)

/** Eyes that see what they are told to, and the order in which they were asked. */
function eyesOf({ around = [LARGE], glance = [LARGE], stare = [LARGE] } = {}) {
  const asked: string[] = []
  const see = (name: string, faces: FoundFace[]) => () => {
    asked.push(name)
    return faces
  }
  const eyes: Eyes = {
    around: see('around', around),
    glance: see('glance', glance),
    stare: see('stare', stare),
  }
  return { eyes, asked }
}

const near = LARGE.box

describe('facesBy', () => {
  it('knownFace_isLookedForWhereItWas', () => {
    const { eyes, asked } = eyesOf()
    expect(facesBy({ near, thorough: false }, IMAGE, eyes)).toEqual({
      faces: [LARGE],
      whole: false,
    })
    expect(asked).toEqual(['around'])
  })

  it('knownFaceThatIsGone_isLookedForEverywhere', () => {
    const { eyes, asked } = eyesOf({ around: [], stare: [] })
    expect(facesBy({ near, thorough: false }, IMAGE, eyes)).toEqual({ faces: [], whole: true })
    expect(asked).toEqual(['around', 'stare'])
  })

  it('nobody_isSeenAtAGlance_andNotTakenForThorough', () => {
    const { eyes, asked } = eyesOf({ glance: [] })
    expect(facesBy({ near: null, thorough: false }, IMAGE, eyes)).toEqual({
      faces: [],
      whole: false,
    })
    expect(asked).toEqual(['glance'])
  })

  it('whoStepsIn_isSeenAtAGlance_andThenCloser', () => {
    const closer = faceOf(204)
    const { eyes, asked } = eyesOf({ around: [closer] })
    expect(facesBy({ near: null, thorough: false }, IMAGE, eyes)).toEqual({
      faces: [closer],
      whole: true,
    })
    expect(asked).toEqual(['glance', 'around'])
  })

  it.each([
    ['small', [SMALL]],
    ['several', [LARGE, faceOf(180, 20)]],
  ])('glanceAt_%s_isNotEnough', (_, glance) => {
    const { eyes, asked } = eyesOf({ glance, stare: glance })
    expect(facesBy({ near: null, thorough: false }, IMAGE, eyes)).toEqual({
      faces: glance,
      whole: true,
    })
    expect(asked).toEqual(['glance', 'stare'])
  })

  it('thorough_withALargeFace_isAGlance_whoStandsBesideIsSeen', () => {
    const beside = [LARGE, faceOf(150, 20)]
    const { eyes, asked } = eyesOf({ glance: beside, stare: beside })
    expect(facesBy({ near, thorough: true }, IMAGE, eyes).faces).toHaveLength(2)
    expect(asked).toEqual(['glance', 'stare'])
  })

  it.each([
    ['nobody', null],
    ['aSmallFace', SMALL.box],
  ])('thorough_with_%s_looksInDetailAtOnce', (_, before) => {
    const { eyes, asked } = eyesOf({ stare: [SMALL] })
    expect(facesBy({ near: before, thorough: true }, IMAGE, eyes).whole).toBe(true)
    expect(asked).toEqual(['stare'])
  })
})
