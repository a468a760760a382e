import type { FormEvent, ReactNode } from 'react'
import { Button, Group, Modal, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '@/components/ProblemNotice'

/** A short form in a dialog: what was entered stays until it is saved or given up. */
export function FormDialog({
  opened,
  title,
  children,
  submit,
  pending,
  error,
  onSubmit,
  onClose,
}: {
  opened: boolean
  title: string
  children: ReactNode
  submit?: string
  pending: boolean
  error: unknown
  onSubmit: () => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const send = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          {children}
          {error ? <ProblemNotice error={error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={pending}>
              {submit ?? t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
