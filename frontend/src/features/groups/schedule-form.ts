import { USUAL_RULES } from '@/components/rules/rules'
import type { Group, Rules, Schedule, Weekday } from '@/lib/api-types'
import { isoDay } from '@/lib/format'
import { WEEKDAYS } from '@/lib/weekdays'

export type ScheduleForm = {
  name: string
  kind: Schedule['kind']
  days: Weekday[]
  startsAt: string
  endsAt: string
  zone: string
  from: string
  until: string
  everyWeeks: number
  rules: Rules
}

type Fault = 'name' | 'days' | 'times' | 'until'

export function formOf(schedule: Schedule | null, group: Group): ScheduleForm {
  if (!schedule) {
    return {
      name: group.name,
      kind: group.kind === 'team' ? 'shift' : 'class',
      days: ['MON', 'TUE', 'WED', 'THU', 'FRI'],
      startsAt: '08:00',
      endsAt: '10:00',
      zone: group.time_zone,
      from: group.starts_on ?? isoDay(new Date()),
      until: group.ends_on ?? '',
      everyWeeks: 1,
      rules: USUAL_RULES,
    }
  }
  return {
    name: schedule.name,
    kind: schedule.kind,
    days: schedule.days,
    startsAt: schedule.starts_at,
    endsAt: schedule.ends_at,
    zone: schedule.time_zone,
    from: schedule.valid_from,
    until: schedule.valid_until ?? '',
    everyWeeks: schedule.every_weeks,
    rules: schedule.rules,
  }
}

export function faultsOf({ name, days, startsAt, endsAt, from, until }: ScheduleForm): Set<Fault> {
  const faults = new Set<Fault>()
  if (name.trim() === '') faults.add('name')
  if (days.length === 0) faults.add('days')
  if (startsAt === '' || endsAt === '') faults.add('times')
  if (until !== '' && until < from) faults.add('until')
  return faults
}

/** What a change of a schedule sends; a new one adds the group. */
export function draftOf(form: ScheduleForm) {
  return {
    name: form.name.trim(),
    kind: form.kind,
    days: WEEKDAYS.filter((day) => form.days.includes(day)),
    starts_at: form.startsAt,
    ends_at: form.endsAt,
    time_zone: form.zone,
    valid_from: form.from,
    valid_until: form.until || null,
    every_weeks: form.everyWeeks,
    rules: form.rules,
  }
}

/** An end that is not after the start is of the next day: a night shift. */
export const isOvernight = ({ starts_at, ends_at }: Pick<Schedule, 'starts_at' | 'ends_at'>) =>
  ends_at <= starts_at
