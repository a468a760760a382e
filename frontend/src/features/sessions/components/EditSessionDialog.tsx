import { useState } from 'react'
import { SimpleGrid, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '@/components/dialog/FormDialog'
import { DateField } from '@/components/form/DateField'
import { TimeField } from '@/components/form/TimeField'
import { RulesFields } from '@/components/rules/RulesFields'
import type { Tagged } from '@/lib/api-client'
import type { AttendanceSession } from '@/lib/api-types'
import { dayAfter, instantOf, wallTimeOf } from '@/lib/zoned-time'
import { useChangeSession } from '../api/session'

export function EditSessionDialog({
  session,
  onClose,
}: {
  session: Tagged<AttendanceSession>
  onClose: () => void
}) {
  const { t } = useTranslation('sessions')
  const { value } = session
  const zone = value.time_zone
  const change = useChangeSession(session)
  const start = wallTimeOf(value.starts_at, zone)
  const [name, setName] = useState(value.name)
  const [date, setDate] = useState(start.date)
  const [from, setFrom] = useState(start.time)
  const [until, setUntil] = useState(wallTimeOf(value.ends_at, zone).time)
  const [rules, setRules] = useState(value.rules)
  const missing = name.trim() === ''

  const save = () => {
    if (missing || !date || !from || !until) return
    const wish = {
      name: name.trim(),
      starts_at: instantOf(date, from, zone),
      ends_at: instantOf(until <= from ? dayAfter(date, 1) : date, until, zone),
      rules,
    }
    change.mutate(wish, { onSuccess: onClose })
  }

  return (
    <FormDialog
      opened
      title={t('form.edit')}
      pending={change.isPending}
      error={change.error}
      onSubmit={save}
      onClose={onClose}
    >
      <TextInput
        label={t('form.name')}
        maxLength={200}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={missing && t('form.name_missing')}
      />
      <DateField label={t('form.day')} value={date} onChange={setDate} />
      <SimpleGrid cols={2}>
        <TimeField label={t('form.begins')} value={from} onChange={setFrom} />
        <TimeField label={t('form.ends')} value={until} onChange={setUntil} />
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        {t('form.zone_is', { zone })}
      </Text>
      <RulesFields value={rules} onChange={setRules} />
    </FormDialog>
  )
}
