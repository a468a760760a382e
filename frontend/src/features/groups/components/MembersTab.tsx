import { useState } from 'react'
import { Button, Group as Row, Stack, Text } from '@mantine/core'
import { IconUserMinus, IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/EmptyState'
import { LoadingState } from '@/components/LoadingState'
import { PersonLink } from '@/components/person/PersonLink'
import { PersonPicker, type Picked } from '@/components/pick/PersonPicker'
import { ProblemNotice } from '@/components/ProblemNotice'
import { type Column, DataTable } from '@/components/table/DataTable'
import { LoadMore } from '@/components/table/LoadMore'
import type { Group, Member } from '@/lib/api-types'
import { dayWord } from '@/lib/format'
import { useMay } from '@/lib/session'
import { toast } from '@/lib/toast'
import { useAddMember, useMembers, useRemoveMember } from '../api/members'

/** Who belongs to the group; taking somebody out leaves what they attended as it was. */
export function MembersTab({ group }: { group: Group }) {
  const { t } = useTranslation(['groups', 'common'])
  const may = useMay()
  const members = useMembers(group.id)
  const add = useAddMember(group.id)
  const remove = useRemoveMember(group.id)
  const [picked, setPicked] = useState<Picked | null>(null)
  const here = members.data?.pages.flatMap((page) => page.members) ?? []
  const changes = may('groups.write') && !group.archived

  const put = () => {
    if (!picked) return
    add.mutate(picked.id, {
      onSuccess: () => {
        toast.done(t('members.added', { name: picked.name ?? '' }))
        setPicked(null)
      },
    })
  }

  const columns: Column<Member>[] = [
    {
      id: 'person',
      title: t('members.person'),
      cell: ({ person }) => <PersonLink person={person} />,
    },
    {
      id: 'since',
      tight: true,
      title: t('members.since'),
      cell: ({ joined_on }) => dayWord(joined_on),
    },
  ]
  if (changes) {
    columns.push({
      id: 'remove',
      title: t('common:actions'),
      align: 'end',
      cell: ({ person }) => (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconUserMinus size={18} aria-hidden />}
          aria-label={t('members.remove_one', { name: person.name ?? person.id })}
          onClick={() => remove.mutate(person.id, { onError: toast.failed })}
        >
          {t('members.remove')}
        </Button>
      ),
    })
  }

  return (
    <Stack gap="md">
      {changes && (
        <Row align="flex-end" gap="sm">
          <PersonPicker
            label={t('members.add_label')}
            value={picked}
            onChange={setPicked}
            without={here.map(({ person }) => person.id)}
            miw="min(100%, 20rem)"
          />
          <Button
            leftSection={<IconUserPlus size={18} aria-hidden />}
            disabled={!picked}
            loading={add.isPending}
            onClick={put}
          >
            {t('members.add')}
          </Button>
        </Row>
      )}
      {add.error && <ProblemNotice error={add.error} />}
      {members.isError && (
        <ProblemNotice error={members.error} onRetry={() => void members.refetch()} />
      )}
      {members.isPending && <LoadingState />}
      {members.isSuccess && here.length === 0 && (
        <EmptyState icon={<IconUsers size={32} />} title={t('members.empty.title')}>
          <Text c="dimmed">{t('members.empty.lead')}</Text>
        </EmptyState>
      )}
      {here.length > 0 && (
        <DataTable
          label={t('members.title')}
          columns={columns}
          rows={here}
          rowKey={({ person }) => person.id}
        />
      )}
      <LoadMore query={members} />
    </Stack>
  )
}
