import i18next from 'i18next'
import type words from '@/components/words/en.json'
import type { Face } from './api-types'
import { whole } from './format'
import { t } from './i18n'

export const estimateNotice = () => t('face.estimate_notice')

type KnownEmotion = keyof (typeof words)['face']['emotions']

/** A trained net may bring its own labels: those are shown as they are. */
export const emotionWord = (label: string): string =>
  i18next.exists(`face.emotions.${label}`) ? t(`face.emotions.${label as KnownEmotion}`) : label
export const livenessWord = (state: Face['liveness']['state']) => t(`face.livenesses.${state}`)
export const genderWord = (value: 'female' | 'male') => t(`face.genders.${value}`)

export function ageWord(age: NonNullable<Face['age']>): string {
  const low = Math.round(age.low)
  const high = Math.round(age.high)
  return low === high
    ? t('face.age_about', { age: whole(low) })
    : t('face.age_range', { low: whole(low), high: whole(high) })
}

export type FaceLine = {
  kind: 'emotion' | 'age' | 'gender' | 'liveness'
  label: string
  value: string
}

/** What the pack says about a face, line by line; a head it lacks is said, not hidden. */
export function faceLines(face: Face): FaceLine[] {
  const unchecked = t('face.not_checked')
  return [
    {
      kind: 'emotion',
      label: t('face.emotion'),
      value: face.emotion ? emotionWord(face.emotion.value) : unchecked,
    },
    { kind: 'age', label: t('face.age'), value: face.age ? ageWord(face.age) : unchecked },
    {
      kind: 'gender',
      label: t('face.gender'),
      value: face.gender ? genderWord(face.gender.value) : unchecked,
    },
    { kind: 'liveness', label: t('face.liveness'), value: livenessWord(face.liveness.state) },
  ]
}
