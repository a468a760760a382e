import { describe, expect, it } from 'vitest'
import { daysOf, step } from './calendar'

describe('daysOf', () => {
  it('week_goesFromMondayToSunday', () => {
    expect(daysOf('week', '2026-11-28')).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
    ])
  })

  it('month_isWholeWeeks', () => {
    const days = daysOf('month', '2026-11-28')
    expect([days[0], days.at(-1), days.length]).toEqual(['2026-10-26', '2026-12-06', 42])
  })

  it('monthThatIsFourWeeks_hasNoWeekTooMany', () => {
    const days = daysOf('month', '2027-02-10')
    expect([days[0], days.at(-1), days.length]).toEqual(['2027-02-01', '2027-02-28', 28])
  })
})

describe('step', () => {
  it('month_fromItsLastDay_doesNotSkipOne', () => {
    expect(step('month', '2026-01-31', 1)).toBe('2026-02-01')
    expect(step('month', '2026-03-31', -1)).toBe('2026-02-01')
  })
})
