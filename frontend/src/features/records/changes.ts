import type { RecordFacts } from '@/lib/api-types'

const KEYS = ['status', 'time', 'person_id', 'direction', 'session_id'] as const

/** Which facts differ, with what they were and are. */
export const changesOf = (before: RecordFacts, after: RecordFacts) =>
  KEYS.filter((key) => before[key] !== after[key]).map((key) => ({
    key,
    before: before[key],
    after: after[key],
  }))
