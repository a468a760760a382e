import { Text } from '@mantine/core'
import { IconCalendarOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { EmptyState } from '@/components/EmptyState'
import { ExportMenu } from '@/components/export/ExportMenu'
import { LoadingState } from '@/components/LoadingState'
import { Page } from '@/components/Page'
import { ProblemNotice } from '@/components/ProblemNotice'
import { LoadMore } from '@/components/table/LoadMore'
import { useToday } from '@/hooks/useToday'
import { estimateNotice } from '@/lib/face-words'
import { browserZone } from '@/lib/format'
import { recordsQuery, useRecords } from '../api/records'
import { filterOf, searchOf } from '../filter'
import { RecordFilters } from './RecordFilters'
import { RecordTable } from './RecordTable'

export function RecordsPage() {
  const { t } = useTranslation('records')
  const today = useToday()
  const [search, setSearch] = useSearchParams()
  const filter = filterOf(search, today)
  const records = useRecords(filter, filter.until === today)

  const shown = records.data?.pages.flatMap((page) => page.records) ?? []
  const valid = shown.filter((record) => record.status === 'VALID').length
  const { from: _from, until: _until, ...narrowing } = filter
  const empty = Object.values(narrowing).some((value) => value !== null) ? 'none_match' : 'empty'

  return (
    <Page
      title={t('title')}
      lead={t('zone', { zone: browserZone() })}
      actions={<ExportMenu path="/api/v1/records" query={recordsQuery(filter)} />}
    >
      <RecordFilters
        filter={filter}
        onChange={(next) => setSearch(searchOf(next, today), { replace: true })}
      />
      {records.isError && (
        <ProblemNotice error={records.error} onRetry={() => void records.refetch()} />
      )}
      {records.isPending && <LoadingState />}
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
              invalid: shown.length - valid,
            })}
          </Text>
          <RecordTable records={shown} withDay={filter.from !== filter.until} />
          <Text size="xs" c="dimmed">
            {estimateNotice()}
          </Text>
        </>
      )}
      <LoadMore query={records} label={t('more')} />
    </Page>
  )
}
