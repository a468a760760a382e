import { IconCheck, IconX } from '@tabler/icons-react'
import { Link } from 'react-router'
import type { AttendanceRecord } from '@/lib/api-types'
import { emotionWord, livenessWord } from '@/lib/face-words'
import { timeOfDay } from '@/lib/format'
import { reasonWords } from '@/lib/reasons'
import { COLUMNS, ERASED, INVALID, TABLE, UNKNOWN, VALID } from '../words'
import classes from './RecordTable.module.css'

/** A table where there is room; on a phone each record is a card with its own labels. */
export function RecordTable({ records }: { records: readonly AttendanceRecord[] }) {
  return (
    <table className={classes.table} aria-label={TABLE}>
      <thead>
        <tr>
          {Object.values(COLUMNS).map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <tr key={record.id}>
            <td data-label={COLUMNS.time}>
              <time dateTime={record.time}>{timeOfDay(record.time)}</time>
            </td>
            <td data-label={COLUMNS.person} className={classes.person}>
              <Who person={record.person} />
            </td>
            <td data-label={COLUMNS.result}>
              <Result record={record} />
            </td>
            <td data-label={COLUMNS.estimates}>{estimates(record)}</td>
            <td data-label={COLUMNS.liveness}>{livenessWord(record.liveness.state)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Who({ person }: { person: AttendanceRecord['person'] }) {
  if (!person) return <>{UNKNOWN}</>
  if (person.name === null) return <>{ERASED}</>
  return (
    <Link to={`/people/${person.id}`}>
      <bdi>{person.name}</bdi>
    </Link>
  )
}

function Result({ record: { status, reason } }: { record: AttendanceRecord }) {
  const valid = status === 'VALID'
  return (
    <span className={classes.result}>
      <span className={classes.state} data-valid={valid}>
        {valid ? <IconCheck size={16} aria-hidden /> : <IconX size={16} aria-hidden />}
        {valid ? VALID : INVALID}
      </span>
      {reason && <span className={classes.reason}>{reasonWords(reason).title}</span>}
    </span>
  )
}

function estimates({ emotion, age, status }: AttendanceRecord): string {
  // As at the check-in itself: who is not known is not described.
  if (status !== 'VALID') return '–'
  const parts = [emotion && emotionWord(emotion), age !== null && `about ${Math.round(age)}`]
  return parts.filter(Boolean).join(', ') || '–'
}
