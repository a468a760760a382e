import { useState } from 'react'
import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconDownload, IconListCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Card } from '@/components/Card'
import { EmptyState } from '@/components/EmptyState'
import { LoadingState } from '@/components/LoadingState'
import { ProblemNotice } from '@/components/ProblemNotice'
import { StateBadge } from '@/components/StateBadge'
import { type Column, DataTable } from '@/components/table/DataTable'
import { LoadMore } from '@/components/table/LoadMore'
import { api } from '@/lib/api-client'
import type { Import, ImportRow } from '@/lib/api-types'
import { whole } from '@/lib/format'
import { saveFile } from '@/lib/save-file'
import { type RowsOf, importPath, isMoving, useImportRows } from '../api/imports'
import { OUTCOME_TONES } from '../states'

/** What became of each row, with its column and its reason; those that failed can be taken away as a file. */
export function ImportRows({ it }: { it: Import }) {
  const { t } = useTranslation('imports')
  const [only, setOnly] = useState<RowsOf>(it.failed > 0 ? 'failed' : 'all')
  const rows = useImportRows(it.id, only, isMoving(it))
  const take = useMutation({
    mutationFn: () =>
      api.download(`${importPath(it.id)}/rows.csv`, {
        query: { only: only === 'all' ? null : only },
      }),
    onSuccess: saveFile,
  })
  const list = rows.data?.pages.flatMap((page) => page.rows) ?? []
  const columns: Column<ImportRow>[] = [
    {
      id: 'source',
      title: t('source'),
      cell: ({ source, person_id }) =>
        person_id ? (
          <Link to={`/people/${person_id}`}>
            <bdi>{source}</bdi>
          </Link>
        ) : (
          <bdi>{source}</bdi>
        ),
    },
    { id: 'row', title: t('row'), cell: ({ row }) => whole(row) },
    {
      id: 'outcome',
      title: t('outcome.label'),
      cell: ({ outcome }) =>
        outcome ? (
          <StateBadge tone={OUTCOME_TONES[outcome]}>{t(`outcome.${outcome}`)}</StateBadge>
        ) : (
          '–'
        ),
    },
    {
      id: 'detail',
      title: t('why'),
      cell: ({ detail, column }) =>
        detail ? <bdi>{column ? t('why_column', { column, detail }) : detail}</bdi> : '–',
    },
  ]
  return (
    <Card title={t('rows_title')}>
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t('show')}
          value={only}
          onChange={(value) => setOnly(value === 'failed' ? 'failed' : 'all')}
          data={[
            { value: 'all', label: t('all_rows') },
            { value: 'failed', label: t('failed_rows') },
          ]}
        />
        <Button
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
          loading={take.isPending}
          onClick={() => take.mutate()}
        >
          {t('as_csv')}
        </Button>
      </Group>
      {take.error && <ProblemNotice error={take.error} />}
      {rows.isError && <ProblemNotice error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.isPending && <LoadingState />}
      {rows.isSuccess && list.length === 0 && (
        <EmptyState
          icon={<IconListCheck size={32} />}
          title={t(only === 'failed' ? 'none_failed' : 'no_rows')}
        >
          <Text c="dimmed">{t('no_rows_lead')}</Text>
        </EmptyState>
      )}
      {list.length > 0 && (
        <DataTable
          label={t('rows_title')}
          columns={columns}
          rows={list}
          rowKey={({ row }) => String(row)}
        />
      )}
      <LoadMore query={rows} />
    </Card>
  )
}
