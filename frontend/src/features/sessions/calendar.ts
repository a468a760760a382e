import type { AttendanceSession, Holiday } from '@/lib/api-types'
import { dayAfter } from '@/lib/zoned-time'

export type Span = 'week' | 'month'

/** The day of the week of an ISO date, from Monday as 0. */
const weekdayOf = (isoDate: string) => (new Date(`${isoDate}T00:00:00Z`).getUTCDay() + 6) % 7

const mondayOf = (isoDate: string) => dayAfter(isoDate, -weekdayOf(isoDate))

/** The days that a week or a month shows: whole weeks, so that columns are weekdays. */
export function daysOf(span: Span, day: string): string[] {
  if (span === 'week') {
    const monday = mondayOf(day)
    return Array.from({ length: 7 }, (_, i) => dayAfter(monday, i))
  }
  const first = `${day.slice(0, 7)}-01`
  const next = `${dayAfter(first, 31).slice(0, 7)}-01`
  const days: string[] = []
  for (let at = mondayOf(first); at < next || weekdayOf(at) !== 0; at = dayAfter(at, 1)) {
    days.push(at)
  }
  return days
}

/** The same place in the next or the previous week or month. */
export function step(span: Span, day: string, by: 1 | -1): string {
  if (span === 'week') return dayAfter(day, 7 * by)
  const first = `${day.slice(0, 7)}-01`
  return by === 1
    ? `${dayAfter(first, 31).slice(0, 7)}-01`
    : `${dayAfter(first, -1).slice(0, 7)}-01`
}

export type CalendarDay = {
  date: string
  outside: boolean
  sessions: AttendanceSession[]
  holidays: Holiday[]
}

/** Each day with what is on it; a night session stands on the day that it begins. */
export function calendarOf(
  span: Span,
  day: string,
  sessions: readonly AttendanceSession[],
  holidays: readonly Holiday[],
): CalendarDay[] {
  return daysOf(span, day).map((date) => ({
    date,
    outside: span === 'month' && date.slice(0, 7) !== day.slice(0, 7),
    sessions: sessions
      .filter(({ local_date }) => local_date === date)
      .toSorted((a, b) => a.starts_at.localeCompare(b.starts_at)),
    holidays: holidays.filter((holiday) => holiday.date === date),
  }))
}
