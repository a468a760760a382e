import { useState } from 'react'
import { Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { FormDialog } from '@/components/dialog/FormDialog'
import { PersonPicker, type Picked } from '@/components/pick/PersonPicker'
import type { Person } from '@/lib/api-types'
import { toast } from '@/lib/toast'
import { useMergePerson } from '../api/merge-person'

export function MergeDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation('people')
  const navigate = useNavigate()
  const merge = useMergePerson()
  const [into, setInto] = useState<Picked | null>(null)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const send = () => {
    setTried(true)
    if (!into || !reason.trim()) return
    merge.mutate(
      { id: person.id, into: into.id, reason: reason.trim() },
      {
        onSuccess: ({ id, name }) => {
          toast.done(t('merge.done', { name }))
          void navigate(`/people/${id}`, { replace: true })
        },
      },
    )
  }
  return (
    <FormDialog
      opened
      title={t('merge.title', { name: person.name })}
      submit={t('merge.submit')}
      pending={merge.isPending}
      error={merge.error}
      onSubmit={send}
      onClose={onClose}
    >
      <Text>{t('merge.lead', { name: person.name })}</Text>
      <PersonPicker
        label={t('merge.into')}
        data-autofocus
        value={into}
        onChange={setInto}
        without={[person.id]}
        error={tried && !into && t('merge.into_missing')}
      />
      <TextInput
        label={t('merge.reason')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={tried && !reason.trim() && t('merge.reason_missing')}
      />
    </FormDialog>
  )
}
