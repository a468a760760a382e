import { describe, expect, it } from 'vitest'
import { oneInHowMany } from './threshold'

describe('oneInHowMany', () => {
  it('aThousandPeople_atTenInAMillion_isAboutOneInAHundred', () => {
    expect(oneInHowMany(10, 1000)).toBeCloseTo(100.5, 0)
  })

  it('nobodyEnrolled_cannotBeSaid', () => {
    expect(oneInHowMany(10, 0)).toBeNull()
  })
})
