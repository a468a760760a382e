import { VisuallyHidden } from '@mantine/core'

/** Always mounted, so that a screen reader hears its words change. */
export function LiveRegion({ words }: { words: string }) {
  return (
    <VisuallyHidden role="status" aria-live="polite" aria-atomic="true">
      {words}
    </VisuallyHidden>
  )
}
