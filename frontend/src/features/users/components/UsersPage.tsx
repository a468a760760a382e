import { useState } from 'react'
import { Button, Group, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconMailPlus, IconUserShield } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Card } from '@/components/Card'
import { EmptyState } from '@/components/EmptyState'
import { SearchField } from '@/components/form/SearchField'
import { LoadingState } from '@/components/LoadingState'
import { Page } from '@/components/Page'
import { ProblemNotice } from '@/components/ProblemNotice'
import { QueryView } from '@/components/QueryView'
import { StateBadge } from '@/components/StateBadge'
import { type Column, DataTable } from '@/components/table/DataTable'
import { LoadMore } from '@/components/table/LoadMore'
import type { Invite, User } from '@/lib/api-types'
import { dayAndTime } from '@/lib/format'
import { toast } from '@/lib/toast'
import { useInvites, useWithdrawInvite } from '../api/invites'
import { useUsers } from '../api/users'
import { InviteDialog } from './InviteDialog'
import { UserMenu } from './UserMenu'

const SEARCH_PAUSE_MS = 250

export function UsersPage() {
  const { t } = useTranslation(['users', 'common'])
  const [search, setSearch] = useState('')
  const [q] = useDebouncedValue(search.trim(), SEARCH_PAUSE_MS)
  const [inviting, setInviting] = useState(false)
  const users = useUsers(q)
  const found = users.data?.pages.flatMap((page) => page.users) ?? []
  const columns: Column<User>[] = [
    {
      id: 'name',
      title: t('name'),
      cell: ({ username, email }) => (
        <span>
          <Text span fw={600}>
            <bdi>{username}</bdi>
          </Text>
          {email && (
            <Text size="sm" c="dimmed">
              <bdi>{email}</bdi>
            </Text>
          )}
        </span>
      ),
    },
    { id: 'role', title: t('role'), cell: ({ role }) => t(`common:role.${role}`) },
    {
      id: 'state',
      title: t('state'),
      cell: ({ disabled, second_factor, must_change_password }) => (
        <Group gap="xs" component="span">
          <StateBadge tone={disabled ? 'bad' : 'good'}>
            {disabled ? t('disabled') : t('enabled')}
          </StateBadge>
          {must_change_password && <StateBadge tone="warn">{t('must_change')}</StateBadge>}
          {second_factor && <StateBadge tone="plain">{t('second_factor')}</StateBadge>}
        </Group>
      ),
    },
    {
      id: 'seen',
      tight: true,
      title: t('seen'),
      cell: ({ last_seen_at }) => (last_seen_at ? dayAndTime(last_seen_at) : t('never')),
    },
    {
      id: 'actions',
      title: t('common:actions'),
      align: 'end',
      cell: (user) => <UserMenu user={user} />,
    },
  ]
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button
          leftSection={<IconMailPlus size={20} aria-hidden />}
          onClick={() => setInviting(true)}
        >
          {t('invite.open')}
        </Button>
      }
    >
      <Group>
        <SearchField label={t('search')} value={search} onChange={setSearch} />
      </Group>
      {users.isError && <ProblemNotice error={users.error} onRetry={() => void users.refetch()} />}
      {users.isPending && <LoadingState />}
      {users.isSuccess && found.length === 0 && (
        <EmptyState icon={<IconUserShield size={32} />} title={t('nobody')} />
      )}
      {found.length > 0 && (
        <DataTable label={t('title')} columns={columns} rows={found} rowKey={({ id }) => id} />
      )}
      <LoadMore query={users} />
      <InvitesCard />
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  )
}

function InvitesCard() {
  const { t } = useTranslation(['users', 'common'])
  const invites = useInvites()
  const withdraw = useWithdrawInvite()
  const columns: Column<Invite>[] = [
    { id: 'email', title: t('email'), cell: ({ email }) => <bdi>{email ?? '–'}</bdi> },
    { id: 'role', title: t('role'), cell: ({ role }) => t(`common:role.${role}`) },
    {
      id: 'until',
      tight: true,
      title: t('invite.until'),
      cell: ({ expires_at }) => dayAndTime(expires_at),
    },
    {
      id: 'actions',
      title: t('common:actions'),
      align: 'end',
      cell: ({ id, email }) => (
        <Button
          variant="subtle"
          color="gray"
          aria-label={t('invite.withdraw_one', { name: email ?? id })}
          onClick={() => withdraw.mutate(id, { onError: toast.failed })}
        >
          {t('invite.withdraw')}
        </Button>
      ),
    },
  ]
  return (
    <Card title={t('invite.title')} lead={t('invite.lead')}>
      <QueryView query={invites} loading={<LoadingState rows={1} />}>
        {(list) =>
          list.length === 0 ? (
            <Text c="dimmed">{t('invite.none')}</Text>
          ) : (
            <DataTable
              label={t('invite.title')}
              columns={columns}
              rows={list}
              rowKey={({ id }) => id}
            />
          )
        }
      </QueryView>
    </Card>
  )
}
