import { useState } from 'react'
import { SegmentedControl, SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '@/components/dialog/FormDialog'
import { DateField } from '@/components/form/DateField'
import { TimeField } from '@/components/form/TimeField'
import { PersonPicker, type Picked } from '@/components/pick/PersonPicker'
import type { Tagged } from '@/lib/api-client'
import type { AttendanceRecord, Correction } from '@/lib/api-types'
import { browserZone } from '@/lib/format'
import { toast } from '@/lib/toast'
import { instantOf, wallTimeOf } from '@/lib/zoned-time'
import { useCorrectRecord } from '../api/record'

/** Puts a record right: only what was changed is sent, with the reason that the history keeps. */
export function CorrectDialog({
  record,
  onClose,
}: {
  record: Tagged<AttendanceRecord>
  onClose: () => void
}) {
  const { t } = useTranslation(['records', 'common'])
  const { value } = record
  const zone = browserZone()
  const before = wallTimeOf(value.time, zone)
  const correct = useCorrectRecord(record)
  const [key] = useState(() => crypto.randomUUID())
  const [status, setStatus] = useState(value.status)
  const [date, setDate] = useState(before.date)
  const [time, setTime] = useState(before.time)
  const [person, setPerson] = useState<Picked | null>(value.person)
  const [direction, setDirection] = useState(value.direction ?? 'none')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)

  const save = () => {
    setTried(true)
    if (!reason.trim() || !date || !time) return
    const correction: Correction = { reason: reason.trim() }
    if (status !== value.status) correction.status = status
    if (date !== before.date || time !== before.time) correction.time = instantOf(date, time, zone)
    if (person?.id !== value.person?.id) correction.person_id = person?.id ?? null
    if (direction !== (value.direction ?? 'none')) {
      correction.direction = direction === 'none' ? null : (direction as 'in' | 'out')
    }
    correct.mutate(
      { correction, key },
      {
        onSuccess: () => {
          toast.done(t('correct.done'))
          onClose()
        },
      },
    )
  }

  return (
    <FormDialog
      opened
      title={t('correct.open')}
      submit={t('correct.submit')}
      pending={correct.isPending}
      error={correct.error}
      onSubmit={save}
      onClose={onClose}
    >
      <SegmentedControl
        fullWidth
        aria-label={t('column.result')}
        value={status}
        onChange={(chosen) => setStatus(chosen as AttendanceRecord['status'])}
        data={[
          { value: 'VALID', label: t('common:state.valid') },
          { value: 'INVALID', label: t('common:state.invalid') },
        ]}
      />
      <PersonPicker label={t('column.person')} value={person} onChange={setPerson} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <DateField label={t('day')} value={date} onChange={setDate} />
        <TimeField label={t('column.time')} value={time} onChange={setTime} />
      </SimpleGrid>
      <SegmentedControl
        fullWidth
        aria-label={t('direction.label')}
        value={direction}
        onChange={(chosen) => setDirection(chosen as 'in' | 'out' | 'none')}
        data={(['none', 'in', 'out'] as const).map((way) => ({
          value: way,
          label: t(`direction.${way}`),
        }))}
      />
      <TextInput
        label={t('correct.reason')}
        description={t('correct.reason_hint')}
        maxLength={500}
        data-autofocus
        value={reason}
        error={tried && !reason.trim() && t('correct.reason_missing')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
