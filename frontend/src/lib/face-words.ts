import type { Face } from './api-types'

const EMOTIONS: Record<string, string> = {
  angry: 'Angry',
  disgust: 'Disgusted',
  fear: 'Afraid',
  happy: 'Happy',
  neutral: 'Neutral',
  sad: 'Sad',
  surprise: 'Surprised',
}

const LIVENESS: Record<Face['liveness']['state'], string> = {
  LIVE: 'live',
  SPOOF: 'not live',
  UNSURE: 'unsure',
  NOT_CHECKED: 'not checked',
}

const GENDERS = { female: 'Female', male: 'Male' } as const

export const ESTIMATE_NOTICE =
  'Emotion, age and gender are estimates by a program. They are often wrong: decide nothing by them.'

/** A trained net may bring its own labels: those are shown as they are. */
export const emotionWord = (label: string) => EMOTIONS[label] ?? label
export const livenessWord = (state: Face['liveness']['state']) => LIVENESS[state]
export const genderWord = (value: 'female' | 'male') => GENDERS[value]

export function ageWord(age: NonNullable<Face['age']>): string {
  const low = Math.round(age.low)
  const high = Math.round(age.high)
  return low === high ? `about ${low}` : `${low} to ${high}`
}

/** What the pack says about a face, line by line; a head it lacks is said, not hidden. */
export function faceLines(face: Face): { label: string; value: string }[] {
  return [
    { label: 'Emotion', value: face.emotion ? emotionWord(face.emotion.value) : 'not checked' },
    { label: 'Age', value: face.age ? ageWord(face.age) : 'not checked' },
    { label: 'Gender', value: face.gender ? genderWord(face.gender.value) : 'not checked' },
    { label: 'Liveness', value: livenessWord(face.liveness.state) },
  ]
}
