import { useState } from 'react'
import { Switch, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '@/components/dialog/FormDialog'
import { DateField } from '@/components/form/DateField'
import type { Group } from '@/lib/api-types'
import { useAddHoliday } from '../api/holidays'

export function HolidayDialog({ group, onClose }: { group: Group; onClose: () => void }) {
  const { t } = useTranslation('groups')
  const add = useAddHoliday()
  const [date, setDate] = useState('')
  const [name, setName] = useState('')
  const [everybody, setEverybody] = useState(false)
  const [tried, setTried] = useState(false)

  const save = () => {
    setTried(true)
    if (!date || !name.trim()) return
    add.mutate(
      { date, name: name.trim(), group_id: everybody ? null : group.id },
      { onSuccess: onClose },
    )
  }

  return (
    <FormDialog
      opened
      title={t('holidays.new')}
      pending={add.isPending}
      error={add.error}
      onSubmit={save}
      onClose={onClose}
    >
      <DateField
        label={t('holidays.date')}
        data-autofocus
        value={date}
        onChange={setDate}
        error={tried && !date && t('holidays.date_missing')}
      />
      <TextInput
        label={t('name')}
        maxLength={200}
        value={name}
        error={tried && !name.trim() && t('name_missing')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Switch
        label={t('holidays.for_everybody')}
        checked={everybody}
        onChange={(event) => setEverybody(event.currentTarget.checked)}
      />
      <Text size="sm" c="dimmed">
        {t('holidays.effect')}
      </Text>
    </FormDialog>
  )
}
