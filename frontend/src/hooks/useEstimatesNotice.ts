import { useTranslation } from 'react-i18next'
import { locale } from '@/lib/format'
import { useSettings } from './useSettings'

/** What whoever stands before the camera is told of estimates: the site's words, else ours; null where none are made. */
export function useEstimatesNotice(): string | null {
  const { t } = useTranslation()
  const settings = useSettings().data?.value
  if (!settings) return null
  const { features, emotion_notice } = settings
  const made = (['emotion', 'age', 'gender'] as const).filter((each) => features[each])
  if (made.length === 0) return null
  const what = new Intl.ListFormat(locale()).format(made.map((each) => t(`face.${each}`)))
  return emotion_notice ?? t('face.estimated_here', { what })
}
