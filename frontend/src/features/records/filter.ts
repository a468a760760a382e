import { REASONS } from '@/lib/reasons'

/** As the gateway names them; what is null does not narrow. */
export type RecordFilter = {
  from: string
  until: string
  status: 'VALID' | 'INVALID' | null
  reason: string | null
  group_id: string | null
  person_id: string | null
  session_id: string | null
  flag: string | null
}

const KEYS = ['reason', 'group_id', 'person_id', 'session_id', 'flag'] as const
const A_DAY = /^\d{4}-\d{2}-\d{2}$/

/** The filters that stand in the address; anything that is none of theirs is left out. */
export function filterOf(search: URLSearchParams, today: string): RecordFilter {
  const day = (key: string) => {
    const given = search.get(key) ?? ''
    return A_DAY.test(given) ? given : today
  }
  const status = search.get('status')
  const others = Object.fromEntries(KEYS.map((key) => [key, search.get(key)]))
  const reason = search.get('reason')
  return {
    ...(others as Pick<RecordFilter, (typeof KEYS)[number]>),
    from: day('from'),
    until: day('until'),
    status: status === 'VALID' || status === 'INVALID' ? status : null,
    reason: (REASONS as readonly string[]).includes(reason ?? '') ? reason : null,
  }
}

/** The same, back into an address; what is at its usual value is left out. */
export function searchOf(filter: RecordFilter, today: string): URLSearchParams {
  const given = Object.entries(filter).filter(
    ([key, value]) => value !== null && !((key === 'from' || key === 'until') && value === today),
  )
  return new URLSearchParams(given as [string, string][])
}
