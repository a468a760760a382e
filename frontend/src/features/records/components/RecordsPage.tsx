import { useState } from 'react'
import { Button, Group, SegmentedControl, Skeleton, Text, TextInput } from '@mantine/core'
import { IconCalendarEvent, IconCalendarOff } from '@tabler/icons-react'
import { EmptyState } from '@/components/EmptyState'
import { Page } from '@/components/Page'
import { ProblemNotice } from '@/components/ProblemNotice'
import { ESTIMATE_NOTICE } from '@/lib/face-words'
import { useToday } from '@/hooks/useToday'
import { browserZone } from '@/lib/format'
import { useRecords } from '../api/records'
import * as words from '../words'
import { RecordTable } from './RecordTable'

type Filter = keyof typeof words.FILTERS

const isFilter = (value: string): value is Filter => value in words.FILTERS

export function RecordsPage() {
  const today = useToday()
  const [day, setDay] = useState(today)
  const [filter, setFilter] = useState<Filter>('all')
  const records = useRecords(day, day === today)

  const all = records.data?.pages.flatMap((page) => page.records) ?? []
  const shown = all.filter((record) => filter === 'all' || record.status.toLowerCase() === filter)
  const valid = all.filter((record) => record.status === 'VALID').length
  const empty = all.length === 0 ? words.EMPTY : words.NONE_MATCH

  return (
    <Page title={words.TITLE} lead={words.zoneLead(browserZone())}>
      <Group align="flex-end" gap="md">
        <TextInput
          type="date"
          label={words.DAY}
          leftSection={<IconCalendarEvent size={18} />}
          max={today}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value || today)}
        />
        {day !== today && (
          <Button variant="default" onClick={() => setDay(today)}>
            {words.TODAY}
          </Button>
        )}
        <SegmentedControl
          aria-label={words.SHOW}
          value={filter}
          onChange={(value) => isFilter(value) && setFilter(value)}
          data={Object.entries(words.FILTERS).map(([value, label]) => ({ value, label }))}
        />
      </Group>
      {records.isError && (
        <ProblemNotice error={records.error} onRetry={() => void records.refetch()} />
      )}
      {records.isPending && <Skeleton height={240} radius="md" aria-busy="true" />}
      {records.isSuccess && shown.length === 0 && (
        <EmptyState icon={<IconCalendarOff size={32} />} title={empty.title}>
          <Text c="dimmed">{empty.lead}</Text>
        </EmptyState>
      )}
      {shown.length > 0 && (
        <>
          <Text>{words.summary(valid, all.length - valid, records.hasNextPage)}</Text>
          <RecordTable records={shown} />
          <Text size="xs" c="dimmed">
            {ESTIMATE_NOTICE}
          </Text>
        </>
      )}
      {records.hasNextPage && (
        <Button
          variant="default"
          loading={records.isFetchingNextPage}
          onClick={() => void records.fetchNextPage()}
        >
          {words.MORE}
        </Button>
      )}
    </Page>
  )
}
