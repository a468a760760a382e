import { describe, expect, it } from 'vitest'
import type { DetectFacesResult } from './api-types'
import { Steadiness, placementOf } from './placement'

const frame = (...faces: [x: number, y: number, width: number, height: number][]) =>
  ({
    image: { width: 640, height: 480 },
    faces: faces.map(([x, y, width, height]) => ({
      box: { x_min: x, y_min: y, x_max: x + width, y_max: y + height, probability: 0.9 },
      landmarks: [],
    })),
    timing_ms: { total: 1 },
  }) satisfies DetectFacesResult

const GOOD = frame([240, 130, 160, 220])

describe('placementOf', () => {
  it.each([
    ['noFace', frame(), 'none'],
    ['oneCentredFace', GOOD, 'good'],
    ['smallFace', frame([300, 220, 40, 50]), 'far'],
    ['faceThatFillsTheFrame', frame([100, 5, 420, 470]), 'close'],
    ['faceAtTheEdge', frame([0, 130, 160, 220]), 'aside'],
    ['twoLikeFaces', frame([80, 130, 160, 220], [380, 130, 150, 210]), 'several'],
    ['somebodySmallBehind', frame([240, 130, 160, 220], [10, 100, 60, 80]), 'good'],
  ] as const)('%s_is_%s', (_, result, placement) => {
    expect(placementOf(result)).toBe(placement)
  })
})

describe('Steadiness', () => {
  it('goodFace_heldLongEnough_isSteady', () => {
    const steadiness = new Steadiness()
    expect(steadiness.see(GOOD, 0)).toBe(false)
    expect(steadiness.see(GOOD, 250)).toBe(false)
    expect(steadiness.see(GOOD, 500)).toBe(true)
  })

  it('twoFrames_farApart_areNotEnough', () => {
    const steadiness = new Steadiness()
    steadiness.see(GOOD, 0)
    expect(steadiness.see(GOOD, 5000)).toBe(false)
  })

  it('movingFace_startsOver', () => {
    const steadiness = new Steadiness()
    steadiness.see(GOOD, 0)
    steadiness.see(GOOD, 250)
    expect(steadiness.see(frame([330, 130, 160, 220]), 500)).toBe(false)
  })

  it('lostFace_startsOver', () => {
    const steadiness = new Steadiness()
    steadiness.see(GOOD, 0)
    steadiness.see(GOOD, 250)
    steadiness.see(frame(), 400)
    expect(steadiness.see(GOOD, 500)).toBe(false)
  })
})
