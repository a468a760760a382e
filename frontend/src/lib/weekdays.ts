import type { Weekday } from './api-types'
import { locale } from './format'

/** As a week is written by ISO 8601: from Monday. */
export const WEEKDAYS: readonly Weekday[] = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN']

/** Monday, 1 January 2024. */
const A_MONDAY_UTC_MS = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000

export function weekdayWord(day: Weekday, style: 'short' | 'long' = 'short'): string {
  const instant = new Date(A_MONDAY_UTC_MS + WEEKDAYS.indexOf(day) * DAY_MS)
  return instant.toLocaleDateString(locale(), { weekday: style, timeZone: 'UTC' })
}
