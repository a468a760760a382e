import { Checkbox, Paper } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Settings } from '@/lib/api-types'

/** What the person agrees to: the site's own text, where it has one, and whether they do. */
export function ConsentField({
  consent,
  given,
  error,
  onChange,
}: {
  consent: Settings['consent'] | undefined
  given: boolean
  error: string | undefined
  onChange: (given: boolean) => void
}) {
  const { t } = useTranslation(['people', 'common'])
  const text = consent?.text.trim()
  return (
    <>
      {text && (
        <Paper withBorder p="sm" dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
          {text}
        </Paper>
      )}
      <Checkbox
        label={text ? t('add.consent_given') : t('common:consent.sentence')}
        required={consent?.required ?? false}
        error={error}
        checked={given}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </>
  )
}
