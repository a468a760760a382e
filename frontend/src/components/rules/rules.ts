import type { Rules } from '@/lib/api-types'
import { whole } from '@/lib/format'
import { t } from '@/lib/i18n'

/** What a new schedule begins with: late after five minutes, closed by itself an hour after the end. */
export const USUAL_RULES: Rules = {
  opens_minutes_before: 15,
  grace_minutes: 5,
  absent_after_minutes: null,
  early_leave_minutes: null,
  half_day_below_minutes: null,
  check_out: 'none',
  auto_close_minutes_after: 60,
}

/** The rules that are on, each in a few words. */
export function rulesWords(rules: Rules): string[] {
  const minutes = (key: Parameters<typeof t>[0], value: number | null) =>
    value === null ? null : t(key as 'rules.say.late', { minutes: whole(value) })
  return [
    minutes('rules.say.opens', rules.opens_minutes_before),
    minutes('rules.say.late', rules.grace_minutes),
    minutes('rules.say.absent', rules.absent_after_minutes),
    minutes('rules.say.early', rules.early_leave_minutes),
    minutes('rules.say.half', rules.half_day_below_minutes),
    rules.check_out === 'none' ? null : t(`rules.say.check_out.${rules.check_out}`),
    minutes('rules.say.close', rules.auto_close_minutes_after),
  ].filter((words): words is string => words !== null)
}
