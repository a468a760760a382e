import { describe, expect, it } from 'vitest'
import { dayAfter } from '@/lib/zoned-time'
import { barsOf, ticksOf } from './series'

const aDay = (date: string, changes = {}) => ({
  date,
  expected: 10,
  present: 8,
  late: 1,
  half_day: 0,
  absent: 2,
  excused: 0,
  rate: 0.8,
  ...changes,
})

describe('barsOf', () => {
  it('daysWithoutSessions_areNoBars', () => {
    const { by, bars } = barsOf([
      aDay('2026-11-27'),
      aDay('2026-11-28', { expected: 0, present: 0, late: 0, absent: 0, rate: null }),
    ])
    expect([by, bars.map(({ date }) => date)]).toEqual(['day', ['2026-11-27']])
  })

  it('whoCameLate_isCountedOnce', () => {
    const [bar] = barsOf([aDay('2026-11-28', { present: 6, late: 2, half_day: 2, absent: 4 })]).bars
    expect(bar).toMatchObject({ present: 2, late: 2, half_day: 2, absent: 4, rate: 0.5 })
  })

  it('manyDays_areWeeks_withTheirOwnRate', () => {
    const days = Array.from({ length: 70 }, (_, i) => aDay(dayAfter('2026-09-07', i)))
    const { by, bars } = barsOf(days)
    expect([by, bars.length]).toEqual(['week', 10])
    expect(bars[0]).toMatchObject({ date: '2026-09-07', expected: 70, absent: 14, rate: 0.8 })
  })

  it('everybodyExcused_hasNoRate', () => {
    const days = Array.from({ length: 70 }, (_, i) =>
      aDay(dayAfter('2026-09-07', i), { present: 0, late: 0, absent: 0, excused: 10, rate: null }),
    )
    expect(barsOf(days).bars[0]?.rate).toBeNull()
  })
})

describe('ticksOf', () => {
  it('largest_isCovered_byRoundSteps', () => {
    expect(ticksOf(23)).toEqual([0, 10, 20, 30])
    expect(ticksOf(3)).toEqual([0, 1, 2, 3])
    expect(ticksOf(0)).toEqual([0, 1])
  })
})
