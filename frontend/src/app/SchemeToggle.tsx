import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'

/** Follows the system until it is used; then keeps what was chosen. */
export function SchemeToggle() {
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const next = scheme === 'dark' ? 'light' : 'dark'
  const label = next === 'dark' ? 'Use dark colours' : 'Use light colours'
  return (
    <ActionIcon
      size={44}
      variant="subtle"
      color="gray"
      onClick={() => setColorScheme(next)}
      aria-label={label}
      title={label}
    >
      {next === 'dark' ? <IconMoon size={22} /> : <IconSun size={22} />}
    </ActionIcon>
  )
}
