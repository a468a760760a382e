import { useState } from 'react'
import { ActionIcon, Button, Group, SegmentedControl } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { LoadingState } from '@/components/LoadingState'
import { Page } from '@/components/Page'
import { GroupPicker } from '@/components/pick/GroupPicker'
import { ProblemNotice } from '@/components/ProblemNotice'
import { useToday } from '@/hooks/useToday'
import { locale } from '@/lib/format'
import { useMay } from '@/lib/session'
import { useHolidays } from '../api/holidays'
import { useSessions } from '../api/sessions'
import { type Span, calendarOf, daysOf, step } from '../calendar'
import { Calendar } from './Calendar'
import classes from './SessionsPage.module.css'
import { SessionDialog } from './SessionDialog'

const SPANS = ['week', 'month'] as const

export function SessionsPage() {
  const { t } = useTranslation(['sessions', 'common'])
  const may = useMay()
  const navigate = useNavigate()
  const today = useToday()
  const [search, setSearch] = useSearchParams()
  const [adding, setAdding] = useState(false)
  const span: Span = search.get('span') === 'month' ? 'month' : 'week'
  const day = search.get('day') ?? today
  const groupId = search.get('group')
  const days = daysOf(span, day)
  const filter = { from: days[0] ?? day, until: days.at(-1) ?? day, groupId }
  const sessions = useSessions(filter)
  const holidays = useHolidays(filter)

  const show = (change: Record<string, string | null>) => {
    const next = new URLSearchParams(search)
    for (const [key, value] of Object.entries(change)) {
      if (value) next.set(key, value)
      else next.delete(key)
    }
    setSearch(next, { replace: true })
  }

  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        may('sessions.write') && (
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setAdding(true)}>
            {t('new')}
          </Button>
        )
      }
    >
      <Group gap="md" align="flex-end" justify="space-between">
        <Group gap="xs" wrap="nowrap">
          <ActionIcon
            size={44}
            variant="default"
            className={classes.arrow}
            aria-label={t(`back.${span}`)}
            onClick={() => show({ day: step(span, day, -1) })}
          >
            <IconChevronLeft size={20} aria-hidden />
          </ActionIcon>
          <Button variant="default" onClick={() => show({ day: null })} disabled={day === today}>
            {t('common:today')}
          </Button>
          <ActionIcon
            size={44}
            variant="default"
            className={classes.arrow}
            aria-label={t(`on.${span}`)}
            onClick={() => show({ day: step(span, day, 1) })}
          >
            <IconChevronRight size={20} aria-hidden />
          </ActionIcon>
        </Group>
        <Group gap="sm" align="flex-end">
          {may('groups.read') && (
            <GroupPicker value={groupId} onChange={(group) => show({ group })} />
          )}
          <SegmentedControl
            aria-label={t('span.label')}
            value={span}
            onChange={(value) => show({ span: value === 'month' ? value : null })}
            data={SPANS.map((value) => ({ value, label: t(`span.${value}`) }))}
          />
        </Group>
      </Group>
      {sessions.isError && (
        <ProblemNotice error={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      {sessions.isPending && <LoadingState rows={5} />}
      {sessions.data && (
        <Calendar
          title={titleOf(span, days, day)}
          span={span}
          today={today}
          days={calendarOf(span, day, sessions.data, holidays.data ?? [])}
        />
      )}
      {adding && (
        <SessionDialog
          day={day}
          onSaved={({ id }) => void navigate(`/sessions/${id}`)}
          onClose={() => setAdding(false)}
        />
      )}
    </Page>
  )
}

const at = (isoDate: string) => new Date(`${isoDate}T00:00:00Z`)

function titleOf(span: Span, days: readonly string[], day: string): string {
  if (span === 'month') {
    return at(day).toLocaleDateString(locale(), { month: 'long', year: 'numeric', timeZone: 'UTC' })
  }
  const words = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' })
  return words.formatRange(at(days[0] ?? day), at(days.at(-1) ?? day))
}
