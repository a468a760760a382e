import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** A password, with a way to look at what was typed that has a name and room for a finger. */
export function PasswordField(props: PasswordInputProps) {
  const { t } = useTranslation()
  return (
    <PasswordInput
      rightSectionWidth="var(--touch)"
      visibilityToggleButtonProps={{ 'aria-label': t('show_password'), size: 'var(--touch)' }}
      {...props}
    />
  )
}
