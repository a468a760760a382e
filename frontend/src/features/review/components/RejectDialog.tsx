import { useState } from 'react'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '@/components/dialog/FormDialog'
import type { Decision } from '../api/review'

export function RejectDialog({
  onDecide,
  onClose,
}: {
  onDecide: (decision: Decision) => void
  onClose: () => void
}) {
  const { t } = useTranslation('review')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const send = () => {
    setTried(true)
    if (!reason.trim()) return
    onDecide({ act: 'reject', reason: reason.trim() })
    onClose()
  }
  return (
    <FormDialog
      opened
      title={t('reject_title')}
      submit={t('reject')}
      pending={false}
      error={null}
      onSubmit={send}
      onClose={onClose}
    >
      <TextInput
        label={t('reason')}
        description={t('reason_hint')}
        maxLength={500}
        data-autofocus
        value={reason}
        error={tried && !reason.trim() && t('reason_missing')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
