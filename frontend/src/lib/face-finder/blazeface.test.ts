import { describe, expect, it } from 'vitest'
import { VALUES_PER_ANCHOR, anchorCounts, facesOf } from './blazeface'
import { lightOf } from './light'
import { poseOf } from './pose'

const SIZE = { width: 256, height: 256 }
const [FINE, COARSE] = anchorCounts(SIZE)

/** Outputs where the given anchors see a face: its centre off the anchor, its size, its six points. */
function outputs(...seen: { anchor: number; logit: number; values: number[] }[]) {
  const logits = new Float32Array(FINE + COARSE).fill(-20)
  const values = new Float32Array((FINE + COARSE) * VALUES_PER_ANCHOR)
  for (const { anchor, logit, values: given } of seen) {
    logits[anchor] = logit
    values.set(given, anchor * VALUES_PER_ANCHOR)
  }
  return facesOf(logits, values, SIZE)
}

const POINTS = [-20, -10, 20, -10, 0, 5, 0, 20, -40, 0, 40, 0]

describe('facesOf', () => {
  it('nothingSeen_isNoFace', () => expect(outputs()).toEqual([]))

  it('firstAnchor_standsInTheMiddleOfTheFirstCell', () => {
    const [face] = outputs({ anchor: 0, logit: 5, values: [0, 0, 64, 64, ...POINTS] })
    expect(face?.xMin).toBeCloseTo(8 - 32)
    expect(face?.xMax).toBeCloseTo(8 + 32)
    expect(face?.score).toBeGreaterThan(0.99)
  })

  it('coarseAnchors_followTheFine', () => {
    const [face] = outputs({ anchor: FINE, logit: 5, values: [0, 0, 0, 0, ...POINTS] })
    expect(face?.xMin).toBeCloseTo(16)
  })

  it('widePicture_hasItsRowsInTheRightPlace', () => {
    const wide = { width: 256, height: 160 }
    const [fine, coarse] = anchorCounts(wide)
    expect([fine, coarse]).toEqual([16 * 10 * 2, 8 * 5 * 6])
    const logits = new Float32Array(fine + coarse).fill(-20)
    // The first anchor of the second row.
    logits[16 * 2] = 5
    const [face] = facesOf(logits, new Float32Array((fine + coarse) * VALUES_PER_ANCHOR), wide)
    expect([face?.xMin, face?.yMin]).toEqual([8, 24])
  })

  it('neighboursOfOneFace_areOneFace_twoPeopleAreTwo', () => {
    const values = [0, 0, 100, 100, ...POINTS]
    const faces = outputs(
      { anchor: 200, logit: 3, values },
      { anchor: 202, logit: 5, values },
      { anchor: 480, logit: 4, values },
    )
    expect(faces).toHaveLength(2)
    expect(faces[0]?.score).toBeGreaterThan(faces[1]?.score ?? 1)
  })
})

const poseWith = (points: number[]) => {
  const [face] = outputs({ anchor: 300, logit: 5, values: [0, 0, 100, 100, ...points] })
  if (!face) throw new Error('no face')
  return poseOf(face)
}

describe('poseOf', () => {
  it('noseInTheMiddle_looksStraight', () => {
    const { turn, nod, tiltDegrees } = poseWith(POINTS)
    expect(turn).toBeCloseTo(0)
    expect(nod).toBeCloseTo(0.5)
    expect(tiltDegrees).toBeCloseTo(0)
  })

  it('noseToTheRight_isTurnedToTheRightOfThePicture', () => {
    expect(poseWith([-20, -10, 20, -10, 16, 5, 8, 20, -40, 0, 40, 0]).turn).toBeCloseTo(0.4)
  })

  it('slopingEyes_areATilt_andNoTurn', () => {
    const angle = Math.PI / 6
    const turned = Array.from({ length: 6 }, (_, i) => {
      const [x, y] = [POINTS[i * 2] ?? 0, POINTS[i * 2 + 1] ?? 0]
      return [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)]
    }).flat()
    const { turn, tiltDegrees } = poseWith(turned)
    expect(tiltDegrees).toBeCloseTo(30)
    expect(turn).toBeCloseTo(0)
  })
})

const picture = (value: (x: number, y: number) => number) => {
  const rgba = new Uint8ClampedArray(16 * 16 * 4)
  for (let y = 0; y < 16; y++)
    for (let x = 0; x < 16; x++) rgba.fill(value(x, y), (y * 16 + x) * 4, (y * 16 + x) * 4 + 3)
  return lightOf(rgba, 16, 16)
}

describe('lightOf', () => {
  it('evenGrey_hasItsBrightness_andNoEdges', () => {
    const light = picture(() => 51)
    expect(light.brightness).toBeCloseTo(0.2)
    expect(light.sharpness).toBeCloseTo(0)
  })

  it('hardEdges_areSharperThanASlope', () => {
    expect(picture((x) => (x % 4 < 2 ? 0 : 255)).sharpness).toBeGreaterThan(
      picture((x) => x * 16).sharpness * 10,
    )
  })
})
