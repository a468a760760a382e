import { Paper, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Face } from '@/lib/api-types'
import { ageWord, emotionWord, genderWord } from '@/lib/face-words'
import { decimals } from '@/lib/format'
import classes from './FaceCard.module.css'

const MEANINGFUL = 0.05

/** One face in words; the emotions that the net gave more than a trace, largest first, as bars. */
export function FaceCard({ face, number }: { face: Face; number: number }) {
  const { t } = useTranslation('analyse')
  const emotions = Object.entries(face.emotion?.probabilities ?? {})
    .filter(([, share]) => share >= MEANINGFUL)
    .toSorted(([, a], [, b]) => b - a)
  const facts = [
    face.age && t('age', { age: ageWord(face.age) }),
    face.gender &&
      t('gender', {
        gender: genderWord(face.gender.value),
        score: decimals(face.gender.probability, 2),
      }),
  ]
  return (
    <Paper withBorder radius="md" p="md">
      <Text fw={600}>{t('face_number', { number })}</Text>
      <Text>{facts.filter(Boolean).join(' · ')}</Text>
      {emotions.map(([label, share]) => (
        <div key={label} className={classes.emotion}>
          <span>{emotionWord(label)}</span>
          <span className={classes.track} aria-hidden="true">
            <span className={classes.bar} style={{ inlineSize: `${share * 100}%` }} />
          </span>
          <span>{decimals(share, 2)}</span>
        </div>
      ))}
    </Paper>
  )
}
