import type { Group } from '@/lib/api-types'
import { dayWord } from '@/lib/format'
import { t } from '@/lib/i18n'

/** From when until when a group runs, in words; open ends are said. */
export function termWords({ starts_on, ends_on }: Pick<Group, 'starts_on' | 'ends_on'>): string {
  if (starts_on && ends_on) {
    return t('groups:term_between', { from: dayWord(starts_on), until: dayWord(ends_on) })
  }
  if (starts_on) return t('groups:term_from', { from: dayWord(starts_on) })
  if (ends_on) return t('groups:term_until', { until: dayWord(ends_on) })
  return t('groups:term_always')
}
