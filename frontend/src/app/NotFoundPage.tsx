import { Button, Text } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { Link } from 'react-router'
import { EmptyState } from '@/components/EmptyState'
import { Page } from '@/components/Page'

export function NotFoundPage() {
  return (
    <Page title="Not found">
      <EmptyState icon={<IconMapOff size={32} />} title="There is no page at this address">
        <Text c="dimmed">The address may be mistyped, or what it named was deleted.</Text>
        <Button component={Link} to="/">
          To check-in
        </Button>
      </EmptyState>
    </Page>
  )
}
