import { ActionIcon, Fieldset, Group, Stack, TagsInput, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { GroupPicker } from '@/components/pick/GroupPicker'
import { useGroupChoices } from '@/components/pick/groups'
import type { Settings } from '@/lib/api-types'

type Recipients = NonNullable<Settings['absentee_mail']>['group_recipients']

/** Who is told of one group's absences alone, such as its own teacher. */
export function GroupRecipients({
  value,
  onChange,
}: {
  value: Recipients
  onChange: (value: Recipients) => void
}) {
  const { t } = useTranslation('settings')
  const groups = useGroupChoices()
  const nameOf = (id: string) => groups.data?.find((group) => group.id === id)?.name ?? id
  const taken = value.map(({ group_id }) => group_id)
  return (
    <Fieldset legend={t('absentees.groups')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('absentees.groups_hint')}
        </Text>
        {value.map(({ group_id, recipients }) => (
          <Group key={group_id} align="flex-end" wrap="nowrap" gap="xs">
            <TagsInput
              flex={1}
              miw={0}
              label={nameOf(group_id)}
              placeholder={recipients.length === 0 ? t('absentees.addresses') : undefined}
              value={recipients}
              onChange={(next) =>
                onChange(
                  value.map((one) =>
                    one.group_id === group_id ? { group_id, recipients: next } : one,
                  ),
                )
              }
            />
            <ActionIcon
              aria-label={t('absentees.remove_group', { group: nameOf(group_id) })}
              onClick={() => onChange(value.filter((one) => one.group_id !== group_id))}
            >
              <IconTrash size={20} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <GroupPicker
          key={taken.length}
          label={t('absentees.add_group')}
          placeholder={t('absentees.group')}
          without={taken}
          value={null}
          onChange={(group_id) => {
            if (group_id) onChange([...value, { group_id, recipients: [] }])
          }}
        />
      </Stack>
    </Fieldset>
  )
}
