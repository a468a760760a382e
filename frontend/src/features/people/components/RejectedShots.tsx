import { List } from '@mantine/core'
import { Notice } from '@/components/Notice'
import type { RejectedImage } from '@/lib/api-types'
import { ADD, SHOTS } from '../words'

export function RejectedShots({ rejected }: { rejected: readonly RejectedImage[] }) {
  if (rejected.length === 0) return null
  return (
    <Notice tone="warning" title={ADD.rejectedTitle}>
      <List size="sm">
        {rejected.map(({ index, reason }) => (
          <List.Item key={index}>
            {SHOTS.alt(index + 1)}: {reason}
          </List.Item>
        ))}
      </List>
    </Notice>
  )
}
