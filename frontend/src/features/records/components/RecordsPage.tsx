import { useState } from 'react'
import { Button, Group, SegmentedControl, Skeleton, Text, TextInput } from '@mantine/core'
import { IconCalendarEvent, IconCalendarOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/EmptyState'
import { Page } from '@/components/Page'
import { ProblemNotice } from '@/components/ProblemNotice'
import { estimateNotice } from '@/lib/face-words'
import { useToday } from '@/hooks/useToday'
import { browserZone } from '@/lib/format'
import { useRecords } from '../api/records'
import { RecordTable } from './RecordTable'

const FILTERS = ['all', 'valid', 'invalid'] as const
type Filter = (typeof FILTERS)[number]

const isFilter = (value: string): value is Filter => (FILTERS as readonly string[]).includes(value)

export function RecordsPage() {
  const { t } = useTranslation(['records', 'common'])
  const today = useToday()
  const [day, setDay] = useState(today)
  const [filter, setFilter] = useState<Filter>('all')
  const records = useRecords(day, day === today)

  const all = records.data?.pages.flatMap((page) => page.records) ?? []
  const shown = all.filter((record) => filter === 'all' || record.status.toLowerCase() === filter)
  const valid = all.filter((record) => record.status === 'VALID').length
  const empty = all.length === 0 ? 'empty' : 'none_match'

  return (
    <Page title={t('title')} lead={t('zone', { zone: browserZone() })}>
      <Group align="flex-end" gap="md">
        <TextInput
          type="date"
          label={t('day')}
          leftSection={<IconCalendarEvent size={18} />}
          max={today}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value || today)}
        />
        {day !== today && (
          <Button variant="default" onClick={() => setDay(today)}>
            {t('common:today')}
          </Button>
        )}
        <SegmentedControl
          aria-label={t('show')}
          value={filter}
          onChange={(value) => isFilter(value) && setFilter(value)}
          data={FILTERS.map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
      </Group>
      {records.isError && (
        <ProblemNotice error={records.error} onRetry={() => void records.refetch()} />
      )}
      {records.isPending && <Skeleton height={240} radius="md" aria-busy="true" />}
      {records.isSuccess && shown.length === 0 && (
        <EmptyState icon={<IconCalendarOff size={32} />} title={t(`${empty}.title`)}>
          <Text c="dimmed">{t(`${empty}.lead`)}</Text>
        </EmptyState>
      )}
      {shown.length > 0 && (
        <>
          <Text>
            {t(records.hasNextPage ? 'summary_more' : 'summary', {
              valid,
              invalid: all.length - valid,
            })}
          </Text>
          <RecordTable records={shown} />
          <Text size="xs" c="dimmed">
            {estimateNotice()}
          </Text>
        </>
      )}
      {records.hasNextPage && (
        <Button
          variant="default"
          loading={records.isFetchingNextPage}
          onClick={() => void records.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </Page>
  )
}
