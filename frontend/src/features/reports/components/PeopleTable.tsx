import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PersonLink } from '@/components/person/PersonLink'
import { type Column, DataTable, type Sorting } from '@/components/table/DataTable'
import { percent, whole } from '@/lib/format'
import type { PersonRow } from '../api/reports'
import { sorted } from '../sort'

const FIGURES = ['sessions', 'present', 'late', 'half_day', 'absent', 'excused'] as const

/** A row a person, by whichever column is pressed. */
export function PeopleTable({ rows }: { rows: readonly PersonRow[] }) {
  const { t } = useTranslation('reports')
  const [sorting, setSorting] = useState<Sorting>({ by: 'name', descending: false })
  const columns: Column<PersonRow>[] = [
    {
      id: 'name',
      title: t('people.person'),
      sortable: true,
      cell: ({ person }) => <PersonLink person={person} />,
    },
    {
      id: 'percentage',
      title: t('rate'),
      align: 'end',
      sortable: true,
      cell: ({ percentage }) => (percentage === null ? '–' : percent(percentage / 100)),
    },
    ...FIGURES.map((figure) => ({
      id: figure,
      title: figure === 'sessions' ? t('sessions') : t(`kind.${figure}`),
      align: 'end' as const,
      sortable: true,
      cell: (row: PersonRow) => whole(row[figure]),
    })),
    {
      id: 'minutes_late',
      title: t('people.minutes_late'),
      align: 'end',
      sortable: true,
      cell: ({ minutes_late }) => whole(minutes_late),
    },
  ]
  return (
    <DataTable
      label={t('people.title')}
      columns={columns}
      rows={sorted(rows, sorting)}
      rowKey={({ person }) => person.id}
      sorting={sorting}
      onSort={setSorting}
    />
  )
}
