import { useState } from 'react'
import { Switch, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '@/components/dialog/FormDialog'
import { PersonPicker, type Picked } from '@/components/pick/PersonPicker'
import type { AttendanceRecord } from '@/lib/api-types'
import { toast } from '@/lib/toast'
import { useWrongMatch } from '../api/record'

/** “That was not them”: the record is put right, and the gallery may learn so that it does not come again. */
export function WrongMatchDialog({
  record,
  onClose,
}: {
  record: AttendanceRecord
  onClose: () => void
}) {
  const { t } = useTranslation('records')
  const wrong = useWrongMatch(record.id)
  const [person, setPerson] = useState<Picked | null>(null)
  const [teach, setTeach] = useState(true)
  const name = record.person?.name ?? ''

  const save = () =>
    wrong.mutate(
      { person_id: person?.id ?? null, teach },
      {
        onSuccess: ({ detail }) => {
          toast.done(detail || t('correct.done'))
          onClose()
        },
      },
    )

  return (
    <FormDialog
      opened
      title={t('wrong.title', { name })}
      submit={t('wrong.submit')}
      pending={wrong.isPending}
      error={wrong.error}
      onSubmit={save}
      onClose={onClose}
    >
      <Text>{t('wrong.lead')}</Text>
      <PersonPicker
        label={t('wrong.who')}
        description={t('wrong.who_hint')}
        value={person}
        onChange={setPerson}
        without={record.person ? [record.person.id] : []}
      />
      <Switch
        label={t('wrong.teach')}
        description={t('wrong.teach_hint')}
        checked={teach}
        onChange={(event) => setTeach(event.currentTarget.checked)}
      />
    </FormDialog>
  )
}
