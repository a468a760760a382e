import { useState } from 'react'
import { SimpleGrid, Switch, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { FormDialog } from '@/components/dialog/FormDialog'
import { DateField } from '@/components/form/DateField'
import { useToday } from '@/hooks/useToday'
import type { Group } from '@/lib/api-types'
import { useRollOver } from '../api/roll-over'

/** The next term of a class: a group of its own, with the members and hours of this one if wanted. */
export function RollOverDialog({ group, onClose }: { group: Group; onClose: () => void }) {
  const { t } = useTranslation('groups')
  const navigate = useNavigate()
  const rollOver = useRollOver(group.id)
  const [key] = useState(() => crypto.randomUUID())
  const [name, setName] = useState(group.name)
  const [from, setFrom] = useState(useToday())
  const [until, setUntil] = useState('')
  const [members, setMembers] = useState(true)
  const [schedules, setSchedules] = useState(true)
  const missing = name.trim() === ''
  const backwards = until !== '' && until < from

  const send = () => {
    if (missing || backwards) return
    const term = {
      name: name.trim(),
      starts_on: from,
      ends_on: until || null,
      keep_members: members,
      keep_schedules: schedules,
    }
    rollOver.mutate({ term, key }, { onSuccess: ({ id }) => void navigate(`/groups/${id}`) })
  }

  return (
    <FormDialog
      opened
      title={t('roll_over.title', { name: group.name })}
      submit={t('roll_over.submit')}
      pending={rollOver.isPending}
      error={rollOver.error}
      onSubmit={send}
      onClose={onClose}
    >
      <Text c="dimmed" size="sm">
        {t('roll_over.lead')}
      </Text>
      <TextInput
        label={t('name')}
        maxLength={200}
        data-autofocus
        value={name}
        error={missing && t('name_missing')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <DateField label={t('starts_on')} value={from} onChange={(day) => day && setFrom(day)} />
        <DateField
          label={t('ends_on')}
          value={until}
          onChange={setUntil}
          error={backwards && t('backwards')}
        />
      </SimpleGrid>
      <Switch
        label={t('roll_over.members')}
        checked={members}
        onChange={(event) => setMembers(event.currentTarget.checked)}
      />
      <Switch
        label={t('roll_over.schedules')}
        checked={schedules}
        onChange={(event) => setSchedules(event.currentTarget.checked)}
      />
    </FormDialog>
  )
}
