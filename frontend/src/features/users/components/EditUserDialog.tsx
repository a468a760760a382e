import { useState } from 'react'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '@/components/dialog/FormDialog'
import type { User } from '@/lib/api-types'
import { useChangeUser } from '../api/users'
import { RoleFields, type RoleWish } from './RoleFields'

export function EditUserDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation('users')
  const change = useChangeUser(user.id)
  const [email, setEmail] = useState(user.email ?? '')
  const [wish, setWish] = useState<RoleWish>({
    role: user.role,
    groups: user.groups,
    person: user.person_id ? { id: user.person_id, name: t('person_set') } : null,
  })
  return (
    <FormDialog
      opened
      title={t('edit_title', { name: user.username })}
      pending={change.isPending}
      error={change.error}
      onSubmit={() =>
        change.mutate(
          {
            email: email.trim() || null,
            role: wish.role,
            groups: wish.role === 'manager' ? wish.groups : [],
            person_id: wish.role === 'member' ? (wish.person?.id ?? null) : null,
          },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <TextInput
        type="email"
        label={t('email')}
        data-autofocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <RoleFields value={wish} onChange={setWish} />
    </FormDialog>
  )
}
