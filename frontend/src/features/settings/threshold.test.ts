import { describe, expect, it } from 'vitest'
import { meaningAt, oneInHowMany } from './threshold'

describe('oneInHowMany', () => {
  it('aThousandPeople_atTenInAMillion_isAboutOneInAHundred', () => {
    expect(oneInHowMany(10, 1000)).toBeCloseTo(100.5, 0)
  })

  it('nobodyEnrolled_cannotBeSaid', () => {
    expect(oneInHowMany(10, 0)).toBeNull()
  })
})

const measured = (scale: [number, number, number | null][], served: number | null = null) => ({
  value: 1.07,
  means: { false_matches_per_million: served, basis: '' },
  scale: scale.map(([distance, false_matches_per_million, true_matches]) => ({
    distance,
    false_matches_per_million,
    true_matches,
  })),
})

describe('meaningAt', () => {
  const scale: [number, number, number | null][] = [
    [0.9, 10, 0.8],
    [1.1, 1000, 0.9],
    [1.2, 10_000, null],
  ]

  it('betweenTwoMeasured_theRatesLogarithmIsStraight', () => {
    const meaning = meaningAt(1.0, measured(scale))
    expect(meaning?.falseMatchesPerMillion).toBeCloseTo(100, 6)
    expect(meaning?.trueMatches).toBeCloseTo(0.85, 6)
  })

  it('aMeasuredOne_isAsMeasured_andWhatIsMissingStaysMissing', () => {
    expect(meaningAt(1.1, measured(scale))?.falseMatchesPerMillion).toBeCloseTo(1000, 6)
    expect(meaningAt(1.15, measured(scale))?.trueMatches).toBeNull()
  })

  it('beyondWhatWasMeasured_isNotSaid', () => {
    expect(meaningAt(0.89, measured(scale))).toBeNull()
    expect(meaningAt(1.21, measured(scale))).toBeNull()
    expect(meaningAt(1.0, measured([]))).toBeNull()
  })

  it('theServedOne_hasItsOwnFigure', () => {
    expect(meaningAt(1.07, measured([], 100))?.falseMatchesPerMillion).toBe(100)
    expect(meaningAt(1.07, measured(scale, 123))?.falseMatchesPerMillion).toBe(123)
    expect(meaningAt(1.0, measured(scale, 123))?.falseMatchesPerMillion).toBeCloseTo(100, 6)
  })
})
