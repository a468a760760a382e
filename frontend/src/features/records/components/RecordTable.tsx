import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PersonLink } from '@/components/person/PersonLink'
import { type Column, DataTable } from '@/components/table/DataTable'
import type { AttendanceRecord } from '@/lib/api-types'
import { emotionWord, livenessWord } from '@/lib/face-words'
import { dayAndTime, timeOfDay, whole } from '@/lib/format'
import { t as word } from '@/lib/i18n'
import { RecordResult } from './RecordResult'

export function RecordTable({
  records,
  withDay,
}: {
  records: readonly AttendanceRecord[]
  withDay: boolean
}) {
  const { t } = useTranslation('records')
  const columns: Column<AttendanceRecord>[] = [
    {
      id: 'time',
      tight: true,
      title: t('column.time'),
      cell: ({ id, time }) => (
        <Link to={`/records/${id}`}>
          <time dateTime={time}>{withDay ? dayAndTime(time) : timeOfDay(time)}</time>
        </Link>
      ),
    },
    {
      id: 'person',
      title: t('column.person'),
      cell: ({ person }) => <PersonLink person={person} />,
    },
    { id: 'result', title: t('column.result'), cell: (record) => <RecordResult record={record} /> },
    {
      id: 'session',
      title: t('column.session'),
      cell: ({ session, session_id }) => <bdi>{session?.name ?? session_id ?? '–'}</bdi>,
    },
    { id: 'estimates', title: t('column.estimates'), cell: estimates },
    {
      id: 'liveness',
      title: t('column.liveness'),
      cell: ({ liveness }) => livenessWord(liveness.state),
    },
  ]
  return <DataTable label={t('table')} columns={columns} rows={records} rowKey={({ id }) => id} />
}

function estimates({ emotion, age, status }: AttendanceRecord): string {
  // As at the check-in itself: who is not known is not described.
  if (status !== 'VALID') return '–'
  const parts = [
    emotion && emotionWord(emotion),
    age !== null && word('face.age_about', { age: whole(age) }),
  ]
  return parts.filter(Boolean).join(', ') || '–'
}
