import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { StateBadge } from '@/components/StateBadge'
import { type Column, DataTable } from '@/components/table/DataTable'
import type { AttendanceRecord } from '@/lib/api-types'
import { emotionWord, livenessWord } from '@/lib/face-words'
import { timeOfDay, whole } from '@/lib/format'
import { t as word } from '@/lib/i18n'
import { reasonWords } from '@/lib/reasons'
import classes from './RecordTable.module.css'

export function RecordTable({ records }: { records: readonly AttendanceRecord[] }) {
  const { t } = useTranslation('records')
  const columns: Column<AttendanceRecord>[] = [
    {
      id: 'time',
      title: t('column.time'),
      cell: ({ time }) => <time dateTime={time}>{timeOfDay(time)}</time>,
    },
    { id: 'person', title: t('column.person'), cell: ({ person }) => <Who person={person} /> },
    { id: 'result', title: t('column.result'), cell: (record) => <Result record={record} /> },
    { id: 'estimates', title: t('column.estimates'), cell: estimates },
    {
      id: 'liveness',
      title: t('column.liveness'),
      cell: ({ liveness }) => livenessWord(liveness.state),
    },
  ]
  return <DataTable label={t('table')} columns={columns} rows={records} rowKey={({ id }) => id} />
}

function Who({ person }: { person: AttendanceRecord['person'] }) {
  const { t } = useTranslation()
  if (!person) return <>{t('unknown')}</>
  if (person.name === null) return <>{t('state.erased')}</>
  return (
    <Link to={`/people/${person.id}`}>
      <bdi>{person.name}</bdi>
    </Link>
  )
}

function Result({ record: { status, reason } }: { record: AttendanceRecord }) {
  const { t } = useTranslation()
  const valid = status === 'VALID'
  return (
    <span className={classes.result}>
      <StateBadge tone={valid ? 'good' : 'bad'}>
        {valid ? t('state.valid') : t('state.invalid')}
      </StateBadge>
      {reason && <span className={classes.reason}>{reasonWords(reason).title}</span>}
    </span>
  )
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
