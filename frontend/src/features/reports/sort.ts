import type { Sorting } from '@/components/table/DataTable'
import { locale } from '@/lib/format'
import type { PersonRow } from './api/reports'

/** Names as the language orders them, figures by size; who has no share stands last either way. */
export function sorted(rows: readonly PersonRow[], { by, descending }: Sorting): PersonRow[] {
  const names = new Intl.Collator(locale())
  const sign = descending ? -1 : 1
  return rows.toSorted((a, b) => {
    const byName = names.compare(a.person.name ?? '', b.person.name ?? '')
    if (by === 'name') return sign * byName
    const left = a[by as 'sessions'] as number | null
    const right = b[by as 'sessions'] as number | null
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    return sign * (left - right) || byName
  })
}
