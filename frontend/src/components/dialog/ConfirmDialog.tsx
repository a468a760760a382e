import type { ReactNode } from 'react'
import { Button, Group, Modal, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '@/components/ProblemNotice'

/** Asks before what cannot be undone. The safe answer has the focus; a failure is shown inside. */
export function ConfirmDialog({
  opened,
  title,
  children,
  confirm,
  keep,
  danger = true,
  pending,
  error,
  onConfirm,
  onClose,
}: {
  opened: boolean
  title: string
  children: ReactNode
  confirm: string
  keep?: string
  danger?: boolean
  pending: boolean
  error: unknown
  onConfirm: () => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="md">
        <div>{children}</div>
        {error ? <ProblemNotice error={error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {keep ?? t('cancel')}
          </Button>
          <Button {...(danger ? { color: 'red.9' } : {})} loading={pending} onClick={onConfirm}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
