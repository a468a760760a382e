import { useState } from 'react'
import { SegmentedControl, SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '@/components/dialog/FormDialog'
import { DateField } from '@/components/form/DateField'
import { TimeField } from '@/components/form/TimeField'
import type { AttendanceSession, PersonRef } from '@/lib/api-types'
import { toast } from '@/lib/toast'
import { instantOf, wallTimeOf } from '@/lib/zoned-time'
import { useAddRecord } from '../api/mark'

/** Writes a check-in by hand: at the session's start, unless another time is given. */
export function MarkDialog({
  session,
  person,
  onClose,
}: {
  session: AttendanceSession
  person: PersonRef
  onClose: () => void
}) {
  const { t } = useTranslation('sessions')
  const add = useAddRecord()
  const start = wallTimeOf(session.starts_at, session.time_zone)
  const [key] = useState(() => crypto.randomUUID())
  const [date, setDate] = useState(start.date)
  const [time, setTime] = useState(start.time)
  const [direction, setDirection] = useState<'in' | 'out'>('in')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)

  const save = () => {
    setTried(true)
    if (!reason.trim() || !date || !time) return
    const draft = {
      person_id: person.id,
      session_id: session.id,
      time: instantOf(date, time, session.time_zone),
      direction,
      reason: reason.trim(),
    }
    add.mutate(
      { draft, key },
      {
        onSuccess: () => {
          toast.done(t('mark.done', { name: person.name ?? '' }))
          onClose()
        },
      },
    )
  }

  return (
    <FormDialog
      opened
      title={t('mark.title', { name: person.name ?? person.id })}
      submit={t('mark.submit')}
      pending={add.isPending}
      error={add.error}
      onSubmit={save}
      onClose={onClose}
    >
      {session.rules.check_out !== 'none' && (
        <SegmentedControl
          fullWidth
          aria-label={t('mark.direction')}
          value={direction}
          onChange={(value) => setDirection(value === 'out' ? 'out' : 'in')}
          data={[
            { value: 'in', label: t('register.in') },
            { value: 'out', label: t('register.out') },
          ]}
        />
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <DateField label={t('form.day')} value={date} onChange={setDate} />
        <TimeField label={t('mark.time')} value={time} onChange={setTime} />
      </SimpleGrid>
      <TextInput
        label={t('mark.reason')}
        description={t('mark.reason_hint')}
        maxLength={500}
        data-autofocus
        value={reason}
        error={tried && !reason.trim() && t('mark.reason_missing')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
