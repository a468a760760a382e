import type { CheckAttendanceResult, Face } from '@/lib/api-types'

export type Somebody = { id: string; name: string | null }

/** A picture on its way: waiting, being looked at, done, or failed with the reason. */
export type Photo = {
  id: string
  file: File
  state: 'waiting' | 'checking' | 'done' | 'failed'
  result: CheckAttendanceResult | null
  error: unknown
}

/**
 * A face of a picture, and who it is held to be: `known` as the site has it, `person` with what was corrected
 * by hand and is not saved yet.
 */
export type Seen = {
  key: string
  photoId: string
  face: Face
  recordId: string | null
  known: Somebody | null
  person: Somebody | null
  corrected: boolean
}

type Corrections = ReadonlyMap<string, Somebody | null>

/** What saving has made of a face since the site looked at it. */
export type Settled = ReadonlyMap<string, { person: Somebody | null; recordId: string | null }>

export const keyOf = (photoId: string, index: number) => `${photoId} ${index}`

const NOTHING_SETTLED: Settled = new Map()

/** Every face of every picture, with the corrections laid over what the site knows. */
export function facesSeen(
  photos: readonly Photo[],
  corrections: Corrections,
  settled: Settled = NOTHING_SETTLED,
): Seen[] {
  return photos.flatMap(({ id, result }) =>
    (result?.faces ?? []).map((face, index): Seen => {
      const key = keyOf(id, index)
      const record = result?.records.find((one) => one.person?.id === face.person?.id)
      const { person: known, recordId } = settled.get(key) ?? {
        person: face.person,
        recordId: face.person ? (record?.id ?? null) : null,
      }
      const corrected = corrections.has(key)
      const person = corrected ? (corrections.get(key) ?? null) : known
      return { key, photoId: id, face, recordId, known, person, corrected }
    }),
  )
}

/** Who was seen, each once, by name. */
export function present(seen: readonly Seen[]): Somebody[] {
  const byId = new Map(seen.flatMap(({ person }) => (person ? [[person.id, person] as const] : [])))
  return sorted([...byId.values()])
}

/** Who is on the roster and on none of the pictures. */
export function missing(photos: readonly Photo[], there: readonly Somebody[]): Somebody[] {
  const lists = photos.flatMap(({ result }) => (result ? [result.missing] : []))
  const [first, ...others] = lists
  if (!first) return []
  const seenIds = new Set(there.map(({ id }) => id))
  return sorted(
    first.filter(
      ({ id }) =>
        !seenIds.has(id) && others.every((list) => list.some((person) => person.id === id)),
    ),
  )
}

const sorted = (people: Somebody[]) =>
  people.toSorted((a, b) => (a.name ?? '').localeCompare(b.name ?? ''))
