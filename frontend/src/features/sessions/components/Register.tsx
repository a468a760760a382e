import { useState } from 'react'
import { Button, Menu, Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconUserOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EmptyState } from '@/components/EmptyState'
import { PersonLink } from '@/components/person/PersonLink'
import { StateBadge } from '@/components/StateBadge'
import { type Column, DataTable } from '@/components/table/DataTable'
import type { Attendance } from '@/lib/api-types'
import { hourAndMinute, whole } from '@/lib/format'
import { useMay } from '@/lib/session'
import { type PersonStatus, STATUSES, STATUS_TONES } from '../states'
import { ExcuseDialog } from './ExcuseDialog'
import { MarkDialog } from './MarkDialog'
import classes from './Register.module.css'

type Row = Attendance['people'][number]
type Doing = { what: 'mark' | 'excuse'; row: Row } | null

/** The register of a session: who was there, who was late, who is missing; each can be put right here. */
export function Register({ attendance }: { attendance: Attendance }) {
  const { t } = useTranslation(['sessions', 'common'])
  const may = useMay()
  const [only, setOnly] = useState<PersonStatus | null>(null)
  const [doing, setDoing] = useState<Doing>(null)
  const { session, people, totals } = attendance
  const zone = session.time_zone
  const rows = only ? people.filter(({ status }) => status === only) : people
  const time = (instant: string | null) => (instant ? hourAndMinute(instant, zone) : '–')

  const columns: Column<Row>[] = [
    {
      id: 'person',
      title: t('register.person'),
      cell: ({ person }) => <PersonLink person={person} />,
    },
    {
      id: 'status',
      title: t('register.status'),
      cell: ({ status }) => (
        <StateBadge tone={STATUS_TONES[status]}>{t(`status.${status}`)}</StateBadge>
      ),
    },
    { id: 'in', title: t('register.in'), cell: ({ check_in }) => time(check_in) },
  ]
  if (session.rules.check_out !== 'none') {
    columns.push({
      id: 'out',
      title: t('register.out'),
      cell: ({ check_out, auto_closed }) =>
        auto_closed ? `${time(check_out)} (${t('register.by_itself')})` : time(check_out),
    })
  }
  columns.push({ id: 'notes', title: t('register.notes'), cell: (row) => notesOf(row, t) || '–' })
  if (may('records.correct')) {
    columns.push({
      id: 'actions',
      title: t('common:actions'),
      align: 'end',
      cell: (row) => <RowMenu row={row} onDo={(what) => setDoing({ what, row })} />,
    })
  }

  return (
    <>
      <div className={classes.tiles} role="group" aria-label={t('register.filter')}>
        <Tile
          label={t('register.expected')}
          count={totals.expected}
          pressed={only === null}
          onPress={() => setOnly(null)}
        />
        {STATUSES.map((status) => (
          <Tile
            key={status}
            label={t(`status.${status}`)}
            count={countOf(status, totals)}
            pressed={only === status}
            onPress={() => setOnly(only === status ? null : status)}
          />
        ))}
      </div>
      {rows.length === 0 ? (
        <EmptyState
          icon={<IconUserOff size={32} />}
          title={people.length === 0 ? t('register.nobody.title') : t('register.none')}
        >
          {people.length === 0 && <Text c="dimmed">{t('register.nobody.lead')}</Text>}
        </EmptyState>
      ) : (
        <DataTable
          label={t('register.title')}
          columns={columns}
          rows={rows}
          rowKey={({ person }) => person.id}
        />
      )}
      {doing?.what === 'mark' && (
        <MarkDialog session={session} person={doing.row.person} onClose={() => setDoing(null)} />
      )}
      {doing?.what === 'excuse' && (
        <ExcuseDialog
          person={doing.row.person}
          day={session.local_date}
          onClose={() => setDoing(null)}
        />
      )}
    </>
  )
}

/** Those who are late or there for half a day are among the present ones, and have tiles of their own. */
const countOf = (status: PersonStatus, totals: Attendance['totals']): number =>
  status === 'PRESENT'
    ? totals.present - totals.late - totals.half_day
    : totals[status.toLowerCase() as keyof typeof totals]

function notesOf(
  { minutes_late, left_early, flags }: Row,
  t: ReturnType<typeof useTranslation<['sessions', 'common']>>['t'],
): string {
  return [
    minutes_late > 0 && t('register.late_by', { minutes: whole(minutes_late) }),
    left_early && t('register.left_early'),
    ...flags.map((flag) => t(`common:flag.${flag}`)),
  ]
    .filter(Boolean)
    .join(', ')
}

function Tile({
  label,
  count,
  pressed,
  onPress,
}: {
  label: string
  count: number
  pressed: boolean
  onPress: () => void
}) {
  return (
    <UnstyledButton className={classes.tile} aria-pressed={pressed} onClick={onPress}>
      <span className={classes.count}>{whole(count)}</span>
      <span>{label}</span>
    </UnstyledButton>
  )
}

function RowMenu({ row, onDo }: { row: Row; onDo: (what: 'mark' | 'excuse') => void }) {
  const { t } = useTranslation('sessions')
  const name = row.person.name ?? row.person.id
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          rightSection={<IconChevronDown size={16} aria-hidden />}
          aria-label={t('register.correct_one', { name })}
        >
          {t('register.correct')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onDo('mark')}>{t('mark.open')}</Menu.Item>
        <Menu.Item onClick={() => onDo('excuse')}>{t('excuse.open')}</Menu.Item>
        {row.record_ids.map((id, i) => (
          <Menu.Item key={id} component={Link} to={`/records/${id}`}>
            {t('register.record', { number: whole(i + 1) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
