import { Stack, Text, Title } from '@mantine/core'
import { IconCalendarOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EmptyState } from '@/components/EmptyState'
import type { AttendanceSession } from '@/lib/api-types'
import { hourAndMinute, locale, whole } from '@/lib/format'
import type { CalendarDay, Span } from '../calendar'
import classes from './SessionsPage.module.css'

/** Seven columns where there is room, one day under the other on a phone. */
export function Calendar({
  title,
  span,
  today,
  days,
}: {
  title: string
  span: Span
  today: string
  days: readonly CalendarDay[]
}) {
  const { t } = useTranslation('sessions')
  const none = days.every(({ sessions }) => sessions.length === 0)
  return (
    <Stack gap="sm">
      <Title order={2} size="h4" aria-live="polite">
        {title}
      </Title>
      {none && (
        <EmptyState icon={<IconCalendarOff size={32} />} title={t('empty.title')}>
          <Text c="dimmed">{t('empty.lead')}</Text>
        </EmptyState>
      )}
      <ul className={classes.calendar} data-span={span} aria-label={title}>
        {days.map((day) => (
          <li
            key={day.date}
            className={classes.day}
            data-today={day.date === today}
            data-outside={day.outside}
            data-empty={day.sessions.length + day.holidays.length === 0}
          >
            <span className={classes.date}>
              <span>{part(day.date, { weekday: 'short' })}</span>
              <span className={classes.number}>
                {part(day.date, { day: 'numeric', month: 'short' })}
              </span>
            </span>
            {day.holidays.map(({ id, name }) => (
              <span key={id} className={classes.holiday}>
                <bdi>{name}</bdi>
              </span>
            ))}
            {day.sessions.map((session) => (
              <SessionLink key={session.id} session={session} />
            ))}
          </li>
        ))}
      </ul>
    </Stack>
  )
}

const part = (date: string, options: Intl.DateTimeFormatOptions) =>
  new Date(`${date}T00:00:00Z`).toLocaleDateString(locale(), { ...options, timeZone: 'UTC' })

function SessionLink({ session }: { session: AttendanceSession }) {
  const { t } = useTranslation('sessions')
  const { id, name, group_name, state, starts_at, ends_at, time_zone, counts } = session
  return (
    <Link to={`/sessions/${id}`} className={classes.session} data-state={state}>
      <span className={classes.name}>
        <bdi>{name}</bdi>
      </span>
      <span className={classes.facts}>
        <bdi>
          {hourAndMinute(starts_at, time_zone)}–{hourAndMinute(ends_at, time_zone)}
        </bdi>
        {group_name !== name && (
          <>
            {' · '}
            <bdi>{group_name}</bdi>
          </>
        )}
      </span>
      <span className={classes.facts}>
        {t(`state.${state}`)}
        {(state === 'open' || state === 'closed') &&
          ` · ${t('here_of', { here: whole(counts.present), expected: whole(counts.expected) })}`}
      </span>
    </Link>
  )
}
