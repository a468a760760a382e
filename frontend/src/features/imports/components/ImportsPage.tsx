import { Button, Text } from '@mantine/core'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EmptyState } from '@/components/EmptyState'
import { LoadingState } from '@/components/LoadingState'
import { Page } from '@/components/Page'
import { ProblemNotice } from '@/components/ProblemNotice'
import { StateBadge } from '@/components/StateBadge'
import { type Column, DataTable } from '@/components/table/DataTable'
import { LoadMore } from '@/components/table/LoadMore'
import type { Import } from '@/lib/api-types'
import { dayAndTime, whole } from '@/lib/format'
import { useImports } from '../api/imports'
import { STATE_TONES } from '../states'

export function ImportsPage() {
  const { t } = useTranslation('imports')
  const imports = useImports()
  const list = imports.data?.pages.flatMap((page) => page.imports) ?? []
  const columns: Column<Import>[] = [
    {
      id: 'file',
      title: t('file'),
      cell: ({ id, filename, kind }) => (
        <Link to={`/imports/${id}`}>
          <bdi>{filename ?? t(`kind.${kind}.title`)}</bdi>
        </Link>
      ),
    },
    { id: 'kind', title: t('kind.label'), cell: ({ kind }) => t(`kind.${kind}.title`) },
    {
      id: 'state',
      title: t('state.label'),
      cell: ({ state, dry_run }) => (
        <StateBadge tone={STATE_TONES[state]}>
          {dry_run && state === 'done' ? t('state.checked') : t(`state.${state}`)}
        </StateBadge>
      ),
    },
    {
      id: 'progress',
      tight: true,
      title: t('rows'),
      align: 'end',
      cell: ({ done, total }) => t('of', { done: whole(done), total: whole(total) }),
    },
    { id: 'failed', title: t('failed'), align: 'end', cell: ({ failed }) => whole(failed) },
    { id: 'when', tight: true, title: t('when'), cell: ({ created_at }) => dayAndTime(created_at) },
  ]
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button component={Link} to="/imports/new" leftSection={<IconPlus size={20} aria-hidden />}>
          {t('new')}
        </Button>
      }
    >
      {imports.isError && (
        <ProblemNotice error={imports.error} onRetry={() => void imports.refetch()} />
      )}
      {imports.isPending && <LoadingState />}
      {imports.isSuccess && list.length === 0 && (
        <EmptyState icon={<IconFileImport size={32} />} title={t('empty.title')}>
          <Text c="dimmed">{t('empty.lead')}</Text>
        </EmptyState>
      )}
      {list.length > 0 && (
        <DataTable label={t('title')} columns={columns} rows={list} rowKey={({ id }) => id} />
      )}
      <LoadMore query={imports} />
    </Page>
  )
}
