import { useState } from 'react'
import { SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Details } from '@/components/Details'
import { FormDialog } from '@/components/dialog/FormDialog'
import { DateField } from '@/components/form/DateField'
import { TimeField } from '@/components/form/TimeField'
import { ZoneSelect } from '@/components/form/ZoneSelect'
import { GroupPicker } from '@/components/pick/GroupPicker'
import { useGroupChoices } from '@/components/pick/groups'
import { RulesFields } from '@/components/rules/RulesFields'
import { USUAL_RULES } from '@/components/rules/rules'
import type { AttendanceSession } from '@/lib/api-types'
import { browserZone } from '@/lib/format'
import { dayAfter, instantOf } from '@/lib/zoned-time'
import { useAddSession } from '../api/session'

/** A session outside any schedule: an examination, a rehearsal, an extra shift. */
export function SessionDialog({
  day,
  onSaved,
  onClose,
}: {
  day: string
  onSaved: (session: AttendanceSession) => void
  onClose: () => void
}) {
  const { t } = useTranslation('sessions')
  const add = useAddSession()
  const groups = useGroupChoices()
  const [key] = useState(() => crypto.randomUUID())
  const [groupId, setGroupId] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [date, setDate] = useState(day)
  const [from, setFrom] = useState('08:00')
  const [until, setUntil] = useState('10:00')
  const [chosenZone, setZone] = useState<string | null>(null)
  const [rules, setRules] = useState(USUAL_RULES)
  const [tried, setTried] = useState(false)
  const group = groups.data?.find(({ id }) => id === groupId)
  const zone = chosenZone ?? group?.time_zone ?? browserZone()
  const overnight = until <= from

  const save = () => {
    setTried(true)
    if (!groupId || !name.trim() || !date || !from || !until) return
    const draft = {
      group_id: groupId,
      name: name.trim(),
      starts_at: instantOf(date, from, zone),
      ends_at: instantOf(overnight ? dayAfter(date, 1) : date, until, zone),
      time_zone: zone,
      rules,
    }
    add.mutate({ draft, key }, { onSuccess: onSaved })
  }

  return (
    <FormDialog
      opened
      title={t('new')}
      pending={add.isPending}
      error={add.error}
      onSubmit={save}
      onClose={onClose}
    >
      <GroupPicker
        placeholder={t('form.choose_group')}
        value={groupId}
        onChange={setGroupId}
        error={tried && !groupId && t('form.group_missing')}
      />
      <TextInput
        label={t('form.name')}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={tried && !name.trim() && t('form.name_missing')}
      />
      <DateField
        label={t('form.day')}
        value={date}
        onChange={setDate}
        error={tried && !date && t('form.day_missing')}
      />
      <SimpleGrid cols={2}>
        <TimeField
          label={t('form.begins')}
          value={from}
          onChange={setFrom}
          error={tried && !from && t('form.time_missing')}
        />
        <TimeField
          label={t('form.ends')}
          value={until}
          onChange={setUntil}
          description={until && overnight ? t('form.next_day') : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={tried && !until && t('form.time_missing')}
        />
      </SimpleGrid>
      <Details summary={t('form.more')}>
        <ZoneSelect value={zone} onChange={setZone} mb="md" />
        <RulesFields value={rules} onChange={setRules} />
      </Details>
    </FormDialog>
  )
}
