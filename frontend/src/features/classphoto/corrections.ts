import type { Seen, Somebody } from './photos'

/** What saving does for one correction. `key` is its idempotency key. */
export type Deed =
  | {
      kind: 'add'
      of: string
      key: string
      personId: string
      sessionId: string | null
      time: string
      reason: string
    }
  | { kind: 'replace'; of: string; key: string; recordId: string; personId: string | null }

type Facts = { sessionId: string | null; time: string; reason: string; newKey: () => string }

/**
 * The calls that make the records as the page shows them: a face that was taken for somebody else changes its
 * record, a face that nobody knew and a person marked by hand add one. A face without a record that is said to
 * be nobody needs nothing.
 */
export function deedsOf(
  seen: readonly Seen[],
  markedPresent: readonly Somebody[],
  { sessionId, time, reason, newKey }: Facts,
): Deed[] {
  const add = (of: string, personId: string): Deed => ({
    kind: 'add',
    of,
    key: newKey(),
    personId,
    sessionId,
    time,
    reason,
  })
  const corrected = seen.filter((one) => one.corrected && one.person?.id !== one.known?.id)
  return [
    ...corrected.flatMap(({ key, recordId, person }): Deed[] => {
      if (recordId) {
        const personId = person?.id ?? null
        return [{ kind: 'replace', of: key, key: newKey(), recordId, personId }]
      }
      return person ? [add(key, person.id)] : []
    }),
    ...markedPresent.map(({ id }) => add(id, id)),
  ]
}
