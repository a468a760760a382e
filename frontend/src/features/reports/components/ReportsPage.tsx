import { Suspense, lazy } from 'react'
import { Group, Stack, Tabs, Text } from '@mantine/core'
import { IconChartBar, IconUserOff, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { EmptyState } from '@/components/EmptyState'
import { ExportMenu } from '@/components/export/ExportMenu'
import { PeriodField, lastDays } from '@/components/form/PeriodField'
import { LoadingState } from '@/components/LoadingState'
import { Page } from '@/components/Page'
import { GroupPicker } from '@/components/pick/GroupPicker'
import { QueryView } from '@/components/QueryView'
import { TabList } from '@/components/TabList'
import { percent, whole } from '@/lib/format'
import { useMay } from '@/lib/session'
import {
  ATTENDANCE_PATH,
  DAILY_PATH,
  type ReportFilter,
  useAttendanceReport,
  useDailyReport,
} from '../api/reports'
import { barsOf } from '../series'
import { AbsenteesTab } from './AbsenteesTab'
import { PeopleTable } from './PeopleTable'
import classes from './ReportsPage.module.css'

const DailyCharts = lazy(async () => ({ default: (await import('./DailyCharts')).DailyCharts }))

const A_DAY = /^\d{4}-\d{2}-\d{2}$/

export function ReportsPage() {
  const { t } = useTranslation('reports')
  const may = useMay()
  const [search, setSearch] = useSearchParams()
  const usual = lastDays(30)
  const day = (key: 'from' | 'until') => {
    const given = search.get(key) ?? ''
    return A_DAY.test(given) ? given : usual[key]
  }
  const filter: ReportFilter = {
    from: day('from'),
    until: day('until'),
    group_id: search.get('group'),
    person_id: search.get('person'),
  }
  const part = search.get('part') ?? 'days'
  const show = (change: Record<string, string | null>) => {
    const next = new URLSearchParams(search)
    for (const [key, value] of Object.entries(change)) {
      if (value) next.set(key, value)
      else next.delete(key)
    }
    setSearch(next, { replace: true })
  }

  return (
    <Page title={t('title')} lead={t('lead')}>
      <Group align="flex-end" gap="sm">
        {part !== 'absentees' && <PeriodField value={filter} onChange={(period) => show(period)} />}
        {may('groups.read') && (
          <GroupPicker value={filter.group_id} onChange={(group) => show({ group })} />
        )}
      </Group>
      <Tabs value={part} onChange={(next) => show({ part: next })} keepMounted={false}>
        <TabList chosen={part}>
          <Tabs.Tab value="days" leftSection={<IconChartBar size={18} aria-hidden />}>
            {t('days.title')}
          </Tabs.Tab>
          <Tabs.Tab value="people" leftSection={<IconUsers size={18} aria-hidden />}>
            {t('people.title')}
          </Tabs.Tab>
          <Tabs.Tab value="absentees" leftSection={<IconUserOff size={18} aria-hidden />}>
            {t('absentees.title')}
          </Tabs.Tab>
        </TabList>
        <Tabs.Panel value="days">
          <DaysTab filter={filter} />
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <PeopleTab filter={filter} />
        </Tabs.Panel>
        <Tabs.Panel value="absentees">
          <AbsenteesTab groupId={filter.group_id} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

function DaysTab({ filter }: { filter: ReportFilter }) {
  const { t } = useTranslation('reports')
  const daily = useDailyReport(filter)
  const sums = useAttendanceReport(filter)
  const totals = sums.data?.totals
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <dl className={classes.tiles}>
          {totals &&
            (
              [
                [t('rate'), totals.percentage === null ? '–' : percent(totals.percentage / 100)],
                [t('sessions'), whole(totals.sessions)],
                [t('kind.late'), whole(totals.late)],
                [t('kind.absent'), whole(totals.absent)],
                [t('kind.excused'), whole(totals.excused)],
              ] as const
            ).map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
        <ExportMenu path={DAILY_PATH} query={filter} />
      </Group>
      <QueryView query={daily}>
        {({ days }) => {
          const { by, bars } = barsOf(days)
          return bars.length === 0 ? (
            <EmptyState icon={<IconChartBar size={32} />} title={t('empty.title')}>
              <Text c="dimmed">{t('empty.lead')}</Text>
            </EmptyState>
          ) : (
            <Suspense fallback={<LoadingState rows={1} height={420} />}>
              <DailyCharts by={by} bars={bars} />
            </Suspense>
          )
        }}
      </QueryView>
    </Stack>
  )
}

function PeopleTab({ filter }: { filter: ReportFilter }) {
  const { t } = useTranslation('reports')
  const report = useAttendanceReport(filter)
  return (
    <Stack gap="md">
      <Group justify="flex-end">
        <ExportMenu path={ATTENDANCE_PATH} query={filter} />
      </Group>
      <QueryView query={report}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon={<IconUsers size={32} />} title={t('empty.title')}>
              <Text c="dimmed">{t('empty.lead')}</Text>
            </EmptyState>
          ) : (
            <PeopleTable rows={rows} />
          )
        }
      </QueryView>
    </Stack>
  )
}
