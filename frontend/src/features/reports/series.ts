import type { DailyReport } from '@/lib/api-types'
import { dayAfter } from '@/lib/zoned-time'

type Day = DailyReport['days'][number]

export const KINDS = ['present', 'late', 'half_day', 'absent', 'excused'] as const
type Kind = (typeof KINDS)[number]

/** One bar of the chart: a day, or a week by its Monday. */
export type Bar = Record<Kind, number> & { date: string; expected: number; rate: number | null }

/** More bars than this cannot be told apart on a phone: weeks are drawn then. */
const MOST_DAYS = 45

const mondayOf = (isoDate: string) =>
  dayAfter(isoDate, -((new Date(`${isoDate}T00:00:00Z`).getUTCDay() + 6) % 7))

/** As the report's percentage counts: who came late came, a half day is half, who is excused was not expected to. */
const rateOf = ({ present, late, half_day, absent }: Record<Kind, number>): number | null => {
  const expected = present + late + half_day + absent
  return expected === 0 ? null : (present + late + half_day / 2) / expected
}

/** Each head once: the report counts who came late, or for half a day, among the present too. */
const barOf = (day: Day): Bar => {
  const heads = { ...day, present: day.present - day.late - day.half_day }
  return { ...heads, rate: rateOf(heads) }
}

/** The days with sessions, or the weeks where there are many days. */
export function barsOf(days: readonly Day[]): { by: 'day' | 'week'; bars: Bar[] } {
  const held = days.filter(({ expected }) => expected > 0).map(barOf)
  if (held.length <= MOST_DAYS) return { by: 'day', bars: held }
  const weeks = new Map<string, Bar>()
  for (const day of held) {
    const date = mondayOf(day.date)
    const week: Bar = weeks.get(date) ?? {
      date,
      expected: 0,
      present: 0,
      late: 0,
      half_day: 0,
      absent: 0,
      excused: 0,
      rate: null,
    }
    week.expected += day.expected
    for (const kind of KINDS) week[kind] += day[kind]
    weeks.set(date, { ...week, rate: rateOf(week) })
  }
  return { by: 'week', bars: [...weeks.values()] }
}

/** Round numbers for the marks of an axis, from 0 to at least the largest value. */
export function ticksOf(largest: number, wanted = 4): number[] {
  if (largest <= 0) return [0, 1]
  const rough = largest / wanted
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * magnitude).find((size) => size >= rough) ?? rough,
  )
  const ticks = [0]
  while ((ticks.at(-1) ?? 0) < largest) ticks.push((ticks.at(-1) ?? 0) + step)
  return ticks
}
