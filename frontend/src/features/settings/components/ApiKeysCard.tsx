import { useState } from 'react'
import { Button, Checkbox, Group, Modal, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Card } from '@/components/Card'
import { CopyField } from '@/components/CopyField'
import { Details } from '@/components/Details'
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog'
import { FormDialog } from '@/components/dialog/FormDialog'
import { DateField } from '@/components/form/DateField'
import { LoadingState } from '@/components/LoadingState'
import { QueryView } from '@/components/QueryView'
import { type Column, DataTable } from '@/components/table/DataTable'
import { useToday } from '@/hooks/useToday'
import type { ApiKey } from '@/lib/api-types'
import { dayAndTime } from '@/lib/format'
import { permissionWord } from '@/lib/permission-word'
import { useMe } from '@/lib/session'
import { useKeys } from '../api/keys'
import { useMakeKey } from '../api/make-key'
import { useWithdrawKey } from '../api/withdraw-key'

/** More than these are told by their number first. */
const MOST_SCOPES = 4

/** Keys for programs, each with what it may do and until when. */
export function ApiKeysCard() {
  const { t } = useTranslation(['settings', 'common'])
  const keys = useKeys()
  const withdraw = useWithdrawKey()
  const [making, setMaking] = useState(false)
  const [leaving, setLeaving] = useState<Pick<ApiKey, 'id' | 'name'> | null>(null)
  const keep = () => {
    withdraw.reset()
    setLeaving(null)
  }
  const columns: Column<ApiKey>[] = [
    { id: 'name', title: t('keys.for'), cell: ({ name }) => <bdi>{name}</bdi> },
    {
      id: 'scopes',
      title: t('keys.scopes'),
      cell: ({ scopes }) => {
        if (!scopes) return t('keys.all_scopes')
        const words = scopes.map(permissionWord).join(', ')
        return scopes.length <= MOST_SCOPES ? (
          words
        ) : (
          <Details summary={t('keys.so_many_scopes', { count: scopes.length })}>{words}</Details>
        )
      },
    },
    {
      id: 'until',
      tight: true,
      title: t('keys.until'),
      cell: ({ expires_at }) => (expires_at ? dayAndTime(expires_at) : t('keys.endless')),
    },
    {
      id: 'used',
      tight: true,
      title: t('keys.used'),
      cell: ({ last_used_at }) => (last_used_at ? dayAndTime(last_used_at) : t('keys.never')),
    },
    {
      id: 'actions',
      title: t('common:actions'),
      align: 'end',
      cell: ({ id, name }) => (
        <Button
          variant="subtle"
          color="gray"
          aria-label={t('keys.withdraw_one', { name })}
          onClick={() => setLeaving({ id, name })}
        >
          {t('keys.withdraw')}
        </Button>
      ),
    },
  ]
  return (
    <Card title={t('keys.title')} lead={t('keys.lead')}>
      <div>
        <Button leftSection={<IconKey size={18} aria-hidden />} onClick={() => setMaking(true)}>
          {t('keys.make')}
        </Button>
      </div>
      <QueryView query={keys} loading={<LoadingState rows={1} />}>
        {({ keys: list }) =>
          list.length === 0 ? (
            <Text c="dimmed">{t('keys.none')}</Text>
          ) : (
            <DataTable
              label={t('keys.title')}
              columns={columns}
              rows={list}
              rowKey={({ id }) => id}
            />
          )
        }
      </QueryView>
      <ConfirmDialog
        opened={leaving !== null}
        title={t('keys.withdraw_title', { name: leaving?.name ?? '' })}
        confirm={t('keys.withdraw')}
        keep={t('common:keep')}
        pending={withdraw.isPending}
        error={withdraw.error}
        onConfirm={() => leaving && withdraw.mutate(leaving.id, { onSuccess: keep })}
        onClose={keep}
      >
        <Text>{t('keys.withdraw_lead')}</Text>
      </ConfirmDialog>
      {making && <KeyDialog onClose={() => setMaking(false)} />}
    </Card>
  )
}

function KeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['settings', 'common'])
  const me = useMe()
  const make = useMakeKey()
  const today = useToday()
  const [name, setName] = useState('')
  const [until, setUntil] = useState('')
  const [scopes, setScopes] = useState<string[]>(['check_in'])
  const [tried, setTried] = useState(false)

  if (make.data) {
    return (
      <Modal
        opened
        onClose={onClose}
        title={t('keys.new')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <Stack gap="md">
          <CopyField label={make.data.name} value={make.data.key} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('common:close')}</Button>
          </Group>
        </Stack>
      </Modal>
    )
  }
  return (
    <FormDialog
      opened
      title={t('keys.make')}
      pending={make.isPending}
      error={make.error}
      onSubmit={() => {
        setTried(true)
        if (!name.trim() || scopes.length === 0) return
        make.mutate({
          name: name.trim(),
          scopes,
          expires_at: until ? new Date(`${until}T23:59:59`).toISOString() : null,
        })
      }}
      onClose={onClose}
    >
      <TextInput
        label={t('keys.name')}
        maxLength={100}
        data-autofocus
        value={name}
        error={tried && !name.trim() && t('keys.name_missing')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <DateField label={t('keys.until_optional')} min={today} value={until} onChange={setUntil} />
      <Checkbox.Group
        label={t('keys.scopes')}
        description={t('keys.scopes_hint')}
        value={scopes}
        onChange={setScopes}
        error={tried && scopes.length === 0 && t('keys.scopes_missing')}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing={0} mt="xs">
          {(me?.permissions ?? []).map((permission) => (
            <Checkbox key={permission} value={permission} label={permissionWord(permission)} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
    </FormDialog>
  )
}
