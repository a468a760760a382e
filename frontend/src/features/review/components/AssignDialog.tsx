import { useState } from 'react'
import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '@/components/dialog/FormDialog'
import { PersonPicker, type Picked } from '@/components/pick/PersonPicker'
import type { Decision } from '../api/review'

export function AssignDialog({
  canTeach,
  teach: first,
  onDecide,
  onClose,
}: {
  canTeach: boolean
  teach: boolean
  onDecide: (decision: Decision) => void
  onClose: () => void
}) {
  const { t } = useTranslation('review')
  const [person, setPerson] = useState<Picked | null>(null)
  const [teach, setTeach] = useState(first)
  const [tried, setTried] = useState(false)
  const send = () => {
    setTried(true)
    if (!person) return
    onDecide({ act: 'assign', person_id: person.id, teach })
    onClose()
  }
  return (
    <FormDialog
      opened
      title={t('assign.title')}
      submit={t('assign.submit')}
      pending={false}
      error={null}
      onSubmit={send}
      onClose={onClose}
    >
      <PersonPicker
        label={t('assign.who')}
        data-autofocus
        value={person}
        onChange={setPerson}
        error={tried && !person && t('assign.missing')}
      />
      {canTeach && (
        <Switch
          label={t('teach')}
          description={t('teach_hint')}
          checked={teach}
          onChange={(event) => setTeach(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  )
}
