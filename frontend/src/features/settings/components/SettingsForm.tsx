import type { FormEvent, ReactNode } from 'react'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card } from '@/components/Card'
import { ProblemNotice } from '@/components/ProblemNotice'

/** A part of the settings with its own way to save: what is unsaved is said, what failed stays. */
export function SettingsForm({
  title,
  lead,
  children,
  changed,
  pending,
  error,
  onSave,
}: {
  title: string
  lead?: string
  children: ReactNode
  changed: boolean
  pending: boolean
  error: unknown
  onSave: () => void
}) {
  const { t } = useTranslation()
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (changed) onSave()
  }
  return (
    <Card title={title} {...(lead ? { lead } : {})}>
      <form onSubmit={send} noValidate style={{ maxWidth: '46rem' }}>
        <Stack gap="md">
          {children}
          {error ? <ProblemNotice error={error} /> : null}
          <Group gap="sm">
            <Button type="submit" disabled={!changed} loading={pending}>
              {t('save')}
            </Button>
            {changed && (
              <Text size="sm" c="dimmed" role="status">
                {t('unsaved')}
              </Text>
            )}
          </Group>
        </Stack>
      </form>
    </Card>
  )
}
