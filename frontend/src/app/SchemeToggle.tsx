import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Follows the system until it is used; then keeps what was chosen. */
export function SchemeToggle() {
  const { t } = useTranslation('app')
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const next = scheme === 'dark' ? 'light' : 'dark'
  const label = t(next)
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
