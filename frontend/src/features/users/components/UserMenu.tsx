import { useState } from 'react'
import { Button, Menu, Modal, Stack, Text } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog'
import { CopyField } from '@/components/CopyField'
import type { User } from '@/lib/api-types'
import { dayAndTime } from '@/lib/format'
import { useMe } from '@/lib/session'
import { toast } from '@/lib/toast'
import {
  useChangeUser,
  useDeleteUser,
  useDropSecondFactor,
  useEndSessions,
  useResetLink,
} from '../api/users'
import { EditUserDialog } from './EditUserDialog'

/** What can be done with a user; one cannot lock oneself out. */
export function UserMenu({ user }: { user: User }) {
  const { t } = useTranslation(['users', 'common'])
  const me = useMe()
  const [doing, setDoing] = useState<'edit' | 'delete' | null>(null)
  const change = useChangeUser(user.id)
  const remove = useDeleteUser(user.id)
  const reset = useResetLink(user.id)
  const end = useEndSessions(user.id)
  const drop = useDropSecondFactor(user.id)
  const { username: name, disabled } = user
  const close = () => {
    remove.reset()
    setDoing(null)
  }
  const said = (word: 'disable.done' | 'enable.done' | 'end.done' | 'drop.done') => ({
    onSuccess: () => toast.done(t(word, { name })),
    onError: toast.failed,
  })
  const myself = me?.id === user.id

  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            rightSection={<IconChevronDown size={16} aria-hidden />}
            aria-label={t('change_one', { name })}
          >
            {t('common:edit')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setDoing('edit')}>{t('edit')}</Menu.Item>
          <Menu.Item onClick={() => reset.mutate(undefined, { onError: toast.failed })}>
            {t('reset.open')}
          </Menu.Item>
          <Menu.Item onClick={() => end.mutate(undefined, said('end.done'))}>
            {t('end.open')}
          </Menu.Item>
          {user.second_factor && (
            <Menu.Item onClick={() => drop.mutate(undefined, said('drop.done'))}>
              {t('drop.open')}
            </Menu.Item>
          )}
          {!myself && (
            <Menu.Item
              onClick={() =>
                change.mutate(
                  { disabled: !disabled },
                  said(disabled ? 'enable.done' : 'disable.done'),
                )
              }
            >
              {disabled ? t('enable.open') : t('disable.open')}
            </Menu.Item>
          )}
          {!myself && (
            <Menu.Item color="var(--state-invalid)" onClick={() => setDoing('delete')}>
              {t('common:delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {doing === 'edit' && <EditUserDialog user={user} onClose={close} />}
      <ConfirmDialog
        opened={doing === 'delete'}
        title={t('delete.title', { name })}
        confirm={t('common:delete')}
        keep={t('common:keep')}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(undefined, { onSuccess: close })}
        onClose={close}
      >
        <Text>{t('delete.lead')}</Text>
      </ConfirmDialog>
      <Modal
        opened={reset.isSuccess}
        onClose={reset.reset}
        title={t('reset.title', { name })}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        {reset.data && (
          <Stack gap="md">
            <CopyField label={t('reset.link')} value={reset.data.link} />
            <Text size="sm" c="dimmed">
              {t('reset.once', { until: dayAndTime(reset.data.expires_at) })}
              {reset.data.mailed && ` ${t('reset.mailed')}`}
            </Text>
          </Stack>
        )}
      </Modal>
    </>
  )
}
