import { describe, expect, it } from 'vitest'
import { meaningOf, oneInHowMany } from './threshold'

const SCALE = [
  { value: 0.8, false_matches_per_million: 1 },
  { value: 1.0, false_matches_per_million: 100 },
  { value: 1.2, false_matches_per_million: 10_000 },
]

describe('meaningOf', () => {
  it('measuredPoint_isItsRate', () => {
    expect(meaningOf(1, SCALE)?.perMillion).toBeCloseTo(100)
  })

  it('betweenPoints_goesByLogarithms', () => {
    expect(meaningOf(0.9, SCALE)?.perMillion).toBeCloseTo(10)
  })

  it('belowTheFirst_isAtMostThat', () => {
    expect(meaningOf(0.5, SCALE)).toEqual({ perMillion: 1, atMost: true })
  })

  it('nothingMeasured_isNotKnown', () => {
    expect(meaningOf(0.9, [])).toBeNull()
  })
})

describe('oneInHowMany', () => {
  it('aThousandPeople_atTenInAMillion_isAboutOneInAHundred', () => {
    expect(oneInHowMany({ perMillion: 10, atMost: false }, 1000)).toBeCloseTo(100.5, 0)
  })

  it('nobodyEnrolled_cannotBeSaid', () => {
    expect(oneInHowMany({ perMillion: 10, atMost: false }, 0)).toBeNull()
  })
})
