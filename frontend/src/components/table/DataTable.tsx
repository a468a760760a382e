import type { ReactNode } from 'react'
import { UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react'
import classes from './DataTable.module.css'

export type Column<Row> = {
  id: string
  title: string
  cell: (row: Row) => ReactNode
  align?: 'start' | 'end'
  /** Short words that belong on one line, such as a date. */
  tight?: boolean
  /** Given where `onSort` is: the heading becomes a button. */
  sortable?: boolean
}

/** What a cell says where there is nothing to say; a card on a phone leaves it out. */
const NOTHING = '–'

export type Sorting = { by: string; descending: boolean }

/** A table where there is room; on a phone each row is a card with its own labels. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  sorting,
  onSort,
}: {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  sorting?: Sorting
  onSort?: (sorting: Sorting) => void
}) {
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ id, title, align, sortable }) => (
            <th key={id} scope="col" data-align={align} aria-sort={ariaSort(id, sorting)}>
              {sortable && onSort ? (
                <UnstyledButton
                  className={classes.sort}
                  onClick={() =>
                    onSort({ by: id, descending: sorting?.by === id && !sorting.descending })
                  }
                >
                  {title}
                  <SortIcon id={id} sorting={sorting} />
                </UnstyledButton>
              ) : (
                title
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ id, title, align, tight, cell }) => {
              const value = cell(row)
              return (
                <td
                  key={id}
                  data-label={title}
                  data-align={align}
                  data-tight={tight}
                  data-empty={value === NOTHING}
                >
                  {value}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ariaSort(id: string, sorting: Sorting | undefined) {
  if (sorting?.by !== id) return undefined
  return sorting.descending ? 'descending' : 'ascending'
}

function SortIcon({ id, sorting }: { id: string; sorting: Sorting | undefined }) {
  if (sorting?.by !== id) return <IconArrowsSort size={16} aria-hidden />
  return sorting.descending ? (
    <IconArrowDown size={16} aria-hidden />
  ) : (
    <IconArrowUp size={16} aria-hidden />
  )
}
