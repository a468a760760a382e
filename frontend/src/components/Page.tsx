import { type ReactNode, useEffect } from 'react'
import { Group, Stack, Text, Title } from '@mantine/core'

/** A page's frame: its heading, which is the tab's title too, and what can be done beside it. */
export function Page({
  title,
  lead,
  actions,
  children,
}: {
  title: string
  lead?: string
  actions?: ReactNode
  children: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} · Rollcall`
  }, [title])
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end" gap="sm">
        <div>
          <Title order={1} size="h2">
            {title}
          </Title>
          {lead && <Text c="dimmed">{lead}</Text>}
        </div>
        {actions}
      </Group>
      {children}
    </Stack>
  )
}
