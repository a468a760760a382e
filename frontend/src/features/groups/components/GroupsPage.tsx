import { useState } from 'react'
import { Button, Group, Switch, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { EmptyState } from '@/components/EmptyState'
import { SearchField } from '@/components/form/SearchField'
import { LoadingState } from '@/components/LoadingState'
import { Page } from '@/components/Page'
import { ProblemNotice } from '@/components/ProblemNotice'
import { StateBadge } from '@/components/StateBadge'
import { type Column, DataTable } from '@/components/table/DataTable'
import { LoadMore } from '@/components/table/LoadMore'
import type { Group as AGroup } from '@/lib/api-types'
import { whole } from '@/lib/format'
import { useMay } from '@/lib/session'
import { useAddGroup } from '../api/group'
import { useGroups } from '../api/groups'
import { termWords } from '../term'
import { GroupDialog } from './GroupDialog'

const SEARCH_PAUSE_MS = 250

export function GroupsPage() {
  const { t } = useTranslation(['groups', 'common'])
  const may = useMay()
  const navigate = useNavigate()
  const [search, setSearch] = useState('')
  const [archived, setArchived] = useState(false)
  const [adding, setAdding] = useState(false)
  const [q] = useDebouncedValue(search.trim(), SEARCH_PAUSE_MS)
  const groups = useGroups({ q, archived })
  const add = useAddGroup()
  const found = groups.data?.pages.flatMap((page) => page.groups) ?? []
  const empty = q ? 'nothing' : 'empty'

  const columns: Column<AGroup>[] = [
    {
      id: 'name',
      title: t('name'),
      cell: ({ id, name }) => (
        <Link to={`/groups/${id}`}>
          <bdi>{name}</bdi>
        </Link>
      ),
    },
    { id: 'kind', title: t('kind.label'), cell: ({ kind }) => t(`kind.${kind}`) },
    { id: 'term', title: t('term'), cell: termWords },
    {
      id: 'members',
      title: t('members.title'),
      align: 'end',
      cell: ({ members }) => whole(members),
    },
  ]
  if (archived) {
    columns.push({
      id: 'state',
      title: t('state'),
      cell: (group) => (
        <StateBadge tone={group.archived ? 'plain' : 'good'}>
          {group.archived ? t('archived') : t('running')}
        </StateBadge>
      ),
    })
  }

  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        may('groups.write') && (
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setAdding(true)}>
            {t('new')}
          </Button>
        )
      }
    >
      <Group gap="md">
        <SearchField label={t('search')} value={search} onChange={setSearch} />
        <Switch
          label={t('show_archived')}
          checked={archived}
          onChange={(event) => setArchived(event.currentTarget.checked)}
        />
      </Group>
      {groups.isError && (
        <ProblemNotice error={groups.error} onRetry={() => void groups.refetch()} />
      )}
      {groups.isPending && <LoadingState />}
      {groups.isSuccess && found.length === 0 && (
        <EmptyState icon={<IconUsersGroup size={32} />} title={t(`${empty}.title`)}>
          <Text c="dimmed">{t(`${empty}.lead`)}</Text>
        </EmptyState>
      )}
      {found.length > 0 && (
        <DataTable label={t('title')} columns={columns} rows={found} rowKey={({ id }) => id} />
      )}
      <LoadMore query={groups} />
      {adding && (
        <GroupDialog
          title={t('new')}
          pending={add.isPending}
          error={add.error}
          onSave={(draft) =>
            add.mutate(draft, { onSuccess: ({ id }) => void navigate(`/groups/${id}`) })
          }
          onClose={() => {
            add.reset()
            setAdding(false)
          }}
        />
      )}
    </Page>
  )
}
