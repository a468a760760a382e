import type { ReactNode } from 'react'
import { Alert } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'

const TONES = {
  info: { color: 'blue', icon: <IconInfoCircle /> },
  success: { color: 'green', icon: <IconCircleCheck /> },
  warning: { color: 'orange', icon: <IconAlertTriangle /> },
  danger: { color: 'red', icon: <IconAlertTriangle /> },
} as const

/** A message that stands in the page. Warnings and dangers are read out as soon as they appear. */
export function Notice({
  tone,
  title,
  children,
}: {
  tone: keyof typeof TONES
  title: string
  children?: ReactNode
}) {
  const urgent = tone === 'warning' || tone === 'danger'
  return (
    <Alert
      color={TONES[tone].color}
      icon={TONES[tone].icon}
      title={title}
      role={urgent ? 'alert' : 'status'}
      radius="md"
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
    >
      {children}
    </Alert>
  )
}
