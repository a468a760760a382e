import { useTranslation } from 'react-i18next'
import { PasswordField } from '@/components/form/PasswordField'
import { MIN_PASSWORD_LENGTH } from '@/config/limits'

export const isLongEnough = (password: string) => password.length >= MIN_PASSWORD_LENGTH

export function NewPasswordField({
  value,
  tried,
  onChange,
}: {
  value: string
  tried: boolean
  onChange: (password: string) => void
}) {
  const { t } = useTranslation('session')
  return (
    <PasswordField
      label={t('new_password')}
      description={t('least', { least: MIN_PASSWORD_LENGTH })}
      autoComplete="new-password"
      value={value}
      error={tried && !isLongEnough(value) && t('too_short', { least: MIN_PASSWORD_LENGTH })}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
