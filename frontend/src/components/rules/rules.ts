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

type Said = 'opens' | 'late' | 'absent' | 'early' | 'half' | 'close'

const said = (rule: Said, minutes: number | null) =>
  minutes === null ? null : t(`rules.say.${rule}`, { minutes: whole(minutes) })

/** The rules that are on, each in a few words. */
export function rulesWords(rules: Rules): string[] {
  return [
    said('opens', rules.opens_minutes_before),
    said('late', rules.grace_minutes),
    said('absent', rules.absent_after_minutes),
    said('early', rules.early_leave_minutes),
    said('half', rules.half_day_below_minutes),
    rules.check_out === 'none' ? null : t(`rules.say.check_out.${rules.check_out}`),
    said('close', rules.auto_close_minutes_after),
  ].filter((words): words is string => words !== null)
}
