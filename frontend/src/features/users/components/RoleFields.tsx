import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { GroupsField } from '@/components/pick/GroupsField'
import { PersonPicker, type Picked } from '@/components/pick/PersonPicker'
import type { Role } from '@/lib/api-types'
import { useMe } from '@/lib/session'

const ROLES = ['owner', 'admin', 'manager', 'kiosk', 'member'] as const

export type RoleWish = { role: Role; groups: string[]; person: Picked | null }

/** What a user may do, in words; a manager's groups and a member's person go with it. */
export function RoleFields({
  value,
  onChange,
}: {
  value: RoleWish
  onChange: (wish: RoleWish) => void
}) {
  const { t } = useTranslation(['users', 'common'])
  const me = useMe()
  const grantable = ROLES.filter((role) => role !== 'owner' || me?.role === 'owner')
  return (
    <Stack gap="md">
      <Radio.Group
        label={t('role')}
        value={value.role}
        onChange={(role) => onChange({ ...value, role: role as Role })}
      >
        <Stack gap="sm" mt="xs">
          {grantable.map((role) => (
            <Radio
              key={role}
              value={role}
              label={t(`common:role.${role}`)}
              description={t(`what.${role}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {value.role === 'manager' && (
        <GroupsField
          label={t('groups')}
          value={value.groups}
          onChange={(groups) => onChange({ ...value, groups })}
        />
      )}
      {value.role === 'member' && (
        <PersonPicker
          label={t('person')}
          description={t('person_hint')}
          value={value.person}
          onChange={(person) => onChange({ ...value, person })}
        />
      )}
    </Stack>
  )
}
