import { useState } from 'react'
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CopyField } from '@/components/CopyField'
import { FormDialog } from '@/components/dialog/FormDialog'
import { Notice } from '@/components/Notice'
import { dayAndTime } from '@/lib/format'
import { useInvite } from '../api/invites'
import { RoleFields, type RoleWish } from './RoleFields'

/** Invites somebody: by mail where the site sends any, and by a link in any case. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['users', 'common'])
  const invite = useInvite()
  const [key] = useState(() => crypto.randomUUID())
  const [email, setEmail] = useState('')
  const [wish, setWish] = useState<RoleWish>({ role: 'manager', groups: [], person: null })
  const made = invite.data

  if (made) {
    return (
      <Modal
        opened
        onClose={onClose}
        title={t('invite.made')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <Stack gap="md">
          {made.mailed && (
            <Notice tone="success" title={t('invite.mailed', { email: made.email ?? '' })} />
          )}
          <CopyField label={t('invite.link')} value={made.link} />
          <Text size="sm" c="dimmed">
            {t('invite.once', { until: dayAndTime(made.expires_at) })}
          </Text>
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
      title={t('invite.open')}
      submit={t('invite.submit')}
      pending={invite.isPending}
      error={invite.error}
      onSubmit={() =>
        invite.mutate({
          key,
          wish: {
            email: email.trim() || null,
            role: wish.role,
            groups: wish.role === 'manager' ? wish.groups : [],
            person_id: wish.role === 'member' ? (wish.person?.id ?? null) : null,
          },
        })
      }
      onClose={onClose}
    >
      <TextInput
        type="email"
        label={t('invite.email')}
        description={t('invite.email_hint')}
        data-autofocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <RoleFields value={wish} onChange={setWish} />
    </FormDialog>
  )
}
