import { useState } from 'react'
import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core'
import { IconDotsVertical, IconLock, IconLockOpen, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog'
import type { Tagged } from '@/lib/api-client'
import type { AttendanceSession } from '@/lib/api-types'
import { toast } from '@/lib/toast'
import { type Turn, useDeleteSession, useTurnSession } from '../api/session'
import { EditSessionDialog } from './EditSessionDialog'

/** Closing, reopening, calling off, changing and deleting a session. */
export function SessionActions({ session }: { session: Tagged<AttendanceSession> }) {
  const { t } = useTranslation(['sessions', 'common'])
  const navigate = useNavigate()
  const { id, state, name } = session.value
  const [asking, setAsking] = useState<Turn | 'delete' | null>(null)
  const [editing, setEditing] = useState(false)
  const turn = useTurnSession(id)
  const remove = useDeleteSession(id)
  const close = () => {
    turn.reset()
    remove.reset()
    setAsking(null)
  }
  const carryOut = () => {
    if (asking === 'delete')
      remove.mutate(undefined, { onSuccess: () => void navigate('/sessions') })
    else if (asking) turn.mutate(asking, { onSuccess: close })
  }

  return (
    <>
      <Group gap="xs">
        {state === 'open' && (
          <Button
            leftSection={<IconLock size={18} aria-hidden />}
            onClick={() => setAsking('close')}
          >
            {t('turn.close.open')}
          </Button>
        )}
        {(state === 'closed' || state === 'cancelled') && (
          <Button
            variant="default"
            loading={turn.isPending}
            leftSection={<IconLockOpen size={18} aria-hidden />}
            onClick={() => turn.mutate('reopen', { onError: toast.failed })}
          >
            {t('turn.reopen')}
          </Button>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size={44} variant="default" aria-label={t('common:actions')}>
              <IconDotsVertical size={20} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconPencil size={20} aria-hidden />}
              onClick={() => setEditing(true)}
            >
              {t('common:edit')}
            </Menu.Item>
            {(state === 'scheduled' || state === 'open') && (
              <Menu.Item onClick={() => setAsking('cancel')}>{t('turn.cancel.open')}</Menu.Item>
            )}
            <Menu.Item color="var(--state-invalid)" onClick={() => setAsking('delete')}>
              {t('common:delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
      {editing && <EditSessionDialog session={session} onClose={() => setEditing(false)} />}
      {asking && asking !== 'reopen' && (
        <ConfirmDialog
          opened
          title={t(`turn.${asking}.title`, { name })}
          confirm={t(`turn.${asking}.open`)}
          keep={t('common:keep')}
          danger={asking !== 'close'}
          pending={turn.isPending || remove.isPending}
          error={turn.error ?? remove.error}
          onConfirm={carryOut}
          onClose={close}
        >
          <Text>{t(`turn.${asking}.lead`)}</Text>
        </ConfirmDialog>
      )}
    </>
  )
}
