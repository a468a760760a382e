import { Button, Container, Text } from '@mantine/core'
import { Notice } from '@/components/Notice'

/** Where a page itself fails: most often its part was replaced by an update of the server. */
export function PageFault() {
  return (
    <Container size="xs" py="xl">
      <Notice tone="danger" title="This page could not be shown">
        <Text size="sm">
          Rollcall may have been updated while this tab was open, or the network failed. Load the
          page again.
        </Text>
        <Button mt="sm" variant="default" onClick={() => window.location.reload()}>
          Load again
        </Button>
      </Notice>
    </Container>
  )
}
