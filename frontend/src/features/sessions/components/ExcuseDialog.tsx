import { useState } from 'react'
import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '@/components/dialog/FormDialog'
import { DateField } from '@/components/form/DateField'
import type { Leave, PersonRef } from '@/lib/api-types'
import { toast } from '@/lib/toast'
import { useAddLeave } from '../api/mark'

const KINDS = ['sick', 'holiday', 'official', 'other'] as const

/** Excuses a person for one day or several; sessions that were closed already are worked out again. */
export function ExcuseDialog({
  person,
  day,
  onClose,
}: {
  person: PersonRef
  day: string
  onClose: () => void
}) {
  const { t } = useTranslation('sessions')
  const add = useAddLeave()
  const [from, setFrom] = useState(day)
  const [until, setUntil] = useState(day)
  const [kind, setKind] = useState<Leave['kind']>('sick')
  const [note, setNote] = useState('')
  const backwards = until < from

  const save = () => {
    if (!from || !until || backwards) return
    add.mutate(
      { person_id: person.id, from, until, kind, note: note.trim() || null },
      {
        onSuccess: () => {
          toast.done(t('excuse.done', { name: person.name ?? '' }))
          onClose()
        },
      },
    )
  }

  return (
    <FormDialog
      opened
      title={t('excuse.title', { name: person.name ?? person.id })}
      submit={t('excuse.submit')}
      pending={add.isPending}
      error={add.error}
      onSubmit={save}
      onClose={onClose}
    >
      <NativeSelect
        label={t('excuse.kind')}
        data-autofocus
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as Leave['kind'])}
        data={KINDS.map((value) => ({ value, label: t(`excuse.kinds.${value}`) }))}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <DateField label={t('excuse.from')} value={from} onChange={setFrom} />
        <DateField
          label={t('excuse.until')}
          value={until}
          onChange={setUntil}
          error={backwards && t('excuse.backwards')}
        />
      </SimpleGrid>
      <TextInput
        label={t('excuse.note')}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
