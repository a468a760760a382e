import type { ParseKeys } from 'i18next'
import type { SiteModel } from '@/lib/api-types'
import { locale, whole } from '@/lib/format'
import { t } from '@/lib/i18n'

type Figure = SiteModel['figures'][number]

/** A rate in a metric's name: `tar_at_far_1e-4` is measured where one in 10,000 passes. */
const AT_RATE = /^(tar|distance)_at_far_([\d.]+(?:e-?\d+)?)$/

const KNOWN = [
  'lfw_accuracy',
  'far_at_threshold',
  'site_false_match_rate',
  'accuracy',
  'calibration_error',
  'gender_accuracy',
  'age_mae',
  'auc',
  'bpcer',
  'apcer_paper',
  'apcer_screen',
  'faces_found',
  'accepted_and_right',
  'strangers_accepted',
  'largest_difference_from_source',
  'pictures_without_a_face_found',
  'yaw_mirror_difference_degrees',
  'pitch_mirror_difference_degrees',
  'roll_mirror_difference_degrees',
  'yaw_correlation_with_nose_offset',
] as const

/** Those that are not a share of something. */
const NO_SHARE = /^(age_mae|auc$|distance_at_far|yaw|pitch|roll)/

const isKnown = (metric: string): metric is (typeof KNOWN)[number] =>
  (KNOWN as readonly string[]).includes(metric)

/** What a metric says, in words; null for one that this page does not know. */
export function metricWord({ metric }: Pick<Figure, 'metric'>): string | null {
  const [, kind, rate] = AT_RATE.exec(metric) ?? []
  if (kind && rate) {
    const key: ParseKeys<'models'> = kind === 'tar' ? 'metric.tar_at_far' : 'metric.distance_at_far'
    return t(`models:${key}`, { every: whole(1 / Number(rate)) })
  }
  return isKnown(metric) ? t(`models:metric.${metric}`) : null
}

/** A share as percent with the digits that were measured, another figure as it is. */
export function figureWord({ metric, value }: Pick<Figure, 'metric' | 'value'>): string {
  if (metricWord({ metric }) === null || NO_SHARE.test(metric)) {
    return value.toLocaleString(locale(), { maximumSignificantDigits: 4 })
  }
  return value.toLocaleString(locale(), { style: 'percent', maximumSignificantDigits: 3 })
}
