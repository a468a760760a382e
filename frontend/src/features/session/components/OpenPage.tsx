import { type ReactNode, useEffect } from 'react'
import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import { Brand } from '@/components/Brand'
import { LanguageSelect } from '@/components/LanguageSelect'
import classes from './LoginPage.module.css'

/** The frame of a page that is shown before anybody is signed in. */
export function OpenPage({
  title,
  lead,
  children,
}: {
  title: string
  lead?: string
  children: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} · Rollcall`
  }, [title])
  return (
    <main className={classes.page}>
      <Paper withBorder shadow="sm" radius="lg" p="xl" className={classes.card}>
        <Stack gap="md">
          <div>
            <Group justify="space-between" wrap="nowrap">
              <Brand />
              <LanguageSelect />
            </Group>
            <Title order={1} size="h3" mt="md">
              {title}
            </Title>
            {lead && (
              <Text c="dimmed" size="sm">
                {lead}
              </Text>
            )}
          </div>
          {children}
        </Stack>
      </Paper>
    </main>
  )
}
