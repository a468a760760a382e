import { describe, expect, it } from 'vitest'
import { dayAfter, instantOf, wallTimeOf } from './zoned-time'

describe('instantOf', () => {
  it('plainDay_isTheZonesOffset', () => {
    expect(instantOf('2026-03-09', '08:00', 'Asia/Ho_Chi_Minh')).toBe('2026-03-09T01:00:00.000Z')
  })

  it('summerTime_isItsOwnOffset', () => {
    expect(instantOf('2026-07-01', '08:00', 'Europe/Berlin')).toBe('2026-07-01T06:00:00.000Z')
    expect(instantOf('2026-01-15', '08:00', 'Europe/Berlin')).toBe('2026-01-15T07:00:00.000Z')
  })

  it('dayOfTheChange_afterIt_isTheNewOffset', () => {
    expect(instantOf('2026-03-29', '08:00', 'Europe/Berlin')).toBe('2026-03-29T06:00:00.000Z')
  })

  it('timeThatIsLeftOut_movesOn', () => {
    expect(instantOf('2026-03-29', '02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z')
  })

  it('timeThatComesTwice_isTheFirst', () => {
    expect(instantOf('2026-10-25', '02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
  })
})

describe('wallTimeOf', () => {
  it('instant_isDayAndTimeOfTheZone', () => {
    expect(wallTimeOf('2026-03-09T20:30:00Z', 'Asia/Tokyo')).toEqual({
      date: '2026-03-10',
      time: '05:30',
    })
  })
})

describe('dayAfter', () => {
  it('endOfMonth_goesOn_andBack', () => {
    expect(dayAfter('2026-02-28', 1)).toBe('2026-03-01')
    expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28')
  })
})
