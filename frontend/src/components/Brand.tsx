import { Group, Text } from '@mantine/core'

/** The mark is drawn here and not fetched (it is that of icon.svg): it is there without the network too. */
export function Brand() {
  return (
    <Group gap="xs" wrap="nowrap">
      <svg viewBox="0 0 32 32" width={32} height={32} fill="none" stroke="#fff" aria-hidden>
        <rect width="32" height="32" rx="8" fill="#3b5bdb" stroke="none" />
        <g strokeLinecap="round" strokeLinejoin="round">
          <path
            d="M7 12V9a2 2 0 0 1 2-2h3M20 7h3a2 2 0 0 1 2 2v3M25 20v3a2 2 0 0 1-2 2h-3M12 25H9a2 2 0 0 1-2-2v-3"
            strokeWidth="2"
          />
          <path d="m11 16.5 3.5 3.5 6.5-7.5" strokeWidth="2.6" />
        </g>
      </svg>
      <Text fw={700} size="lg">
        Rollcall
      </Text>
    </Group>
  )
}
