import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const ROOM = { width: 'var(--touch)', height: 'var(--touch)' }

/** A password, with a way to look at what was typed that has a name and room for a finger. */
export function PasswordField(props: PasswordInputProps) {
  const { t } = useTranslation()
  return (
    <PasswordInput
      rightSectionWidth="var(--touch)"
      visibilityToggleButtonProps={{ 'aria-label': t('show_password'), style: ROOM }}
      {...props}
    />
  )
}
