import { useState } from 'react'
import { Button, Group } from '@mantine/core'
import { IconPencil, IconUserQuestion } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { BackLink } from '@/components/BackLink'
import { Card } from '@/components/Card'
import { Facts } from '@/components/Facts'
import { Page } from '@/components/Page'
import { PersonLink } from '@/components/person/PersonLink'
import { QueryView } from '@/components/QueryView'
import type { AttendanceRecord } from '@/lib/api-types'
import { emotionWord, estimateNotice, genderWord, livenessWord } from '@/lib/face-words'
import { dayAndTime, decimals, whole } from '@/lib/format'
import { useMay } from '@/lib/session'
import { useRecord } from '../api/record'
import { CorrectDialog } from './CorrectDialog'
import { History } from './History'
import { RecordResult } from './RecordResult'
import { WrongMatchDialog } from './WrongMatchDialog'

export function RecordPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('records')
  const may = useMay()
  const record = useRecord(id)
  const [doing, setDoing] = useState<'correct' | 'wrong' | null>(null)
  const close = () => setDoing(null)
  const it = record.data?.value

  return (
    <Page
      title={t('one')}
      {...(it ? { lead: dayAndTime(it.time) } : {})}
      actions={
        it &&
        may('records.correct') && (
          <Group gap="xs">
            {it.person && it.distance !== null && (
              <Button
                variant="default"
                leftSection={<IconUserQuestion size={18} aria-hidden />}
                onClick={() => setDoing('wrong')}
              >
                {t('wrong.open')}
              </Button>
            )}
            <Button
              leftSection={<IconPencil size={18} aria-hidden />}
              onClick={() => setDoing('correct')}
            >
              {t('correct.open')}
            </Button>
          </Group>
        )
      }
    >
      <BackLink to="/records">{t('all')}</BackLink>
      <QueryView query={record}>
        {(tagged) => (
          <>
            <Card title={t('facts')} lead={estimateNotice()}>
              <RecordResult record={tagged.value} />
              <RecordFacts record={tagged.value} />
            </Card>
            <Card title={t('history.title')} lead={t('history.lead')}>
              <History id={id} />
            </Card>
            {doing === 'correct' && <CorrectDialog record={tagged} onClose={close} />}
            {doing === 'wrong' && <WrongMatchDialog record={tagged.value} onClose={close} />}
          </>
        )}
      </QueryView>
    </Page>
  )
}

function RecordFacts({ record }: { record: AttendanceRecord }) {
  const { t } = useTranslation(['records', 'common'])
  const { session, session_id, age, emotion, gender, liveness, distance, match_threshold } = record
  return (
    <Facts
      facts={[
        [t('column.person'), <PersonLink key="person" person={record.person} />],
        [t('column.time'), dayAndTime(record.time)],
        record.device_time && [t('device_time'), dayAndTime(record.device_time)],
        [t('received_at'), dayAndTime(record.received_at)],
        [
          t('column.session'),
          session ? (
            <Link key="session" to={`/sessions/${session.id}`}>
              <bdi>{session.name ?? session.id}</bdi>
            </Link>
          ) : (
            (session_id ?? '–')
          ),
        ],
        session_id !== null && [t('counted'), record.counted ? t('common:yes') : t('common:no')],
        distance !== null && [
          t('distance'),
          t('distance_of', {
            distance: decimals(distance),
            threshold: decimals(match_threshold),
          }),
        ],
        [
          t('column.liveness'),
          liveness.score === null
            ? livenessWord(liveness.state)
            : `${livenessWord(liveness.state)} (${decimals(liveness.score, 2)})`,
        ],
        emotion && [t('common:face.emotion'), emotionWord(emotion)],
        age !== null && [t('common:face.age'), t('common:face.age_about', { age: whole(age) })],
        gender && [t('common:face.gender'), genderWord(gender)],
      ]}
    />
  )
}
