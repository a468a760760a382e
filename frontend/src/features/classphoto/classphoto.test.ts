import { describe, expect, it } from 'vitest'
import { aFace, aRecord, aStranger, aValidResult } from '@/testing/fixtures'
import { deedsOf } from './corrections'
import { type Photo, type Somebody, facesSeen, keyOf, missing, present } from './photos'

const ADA: Somebody = { id: 'p1', name: 'Ada Lovelace' }
const GRACE: Somebody = { id: 'p2', name: 'Grace Hopper' }
const ALAN: Somebody = { id: 'p3', name: 'Alan Turing' }

const photo = (id: string, changes: Parameters<typeof aValidResult>[0] = {}): Photo => ({
  id,
  file: new File([], `${id}.jpg`),
  state: 'done',
  error: null,
  result: aValidResult({
    faces: [aFace(), aStranger()],
    records: [aRecord({ id: 'r1' })],
    missing: [GRACE, ALAN],
    ...changes,
  }),
})

let keys = 0
const facts = {
  sessionId: 's1',
  time: '2026-03-09T08:00:00Z',
  reason: 'Class photo',
  newKey: () => `k${keys++}`,
}

describe('several pictures', () => {
  it('personOnTwoPictures_isThereOnce', () => {
    const seen = facesSeen([photo('a'), photo('b')], new Map())
    expect(seen).toHaveLength(4)
    expect(present(seen)).toEqual([ADA])
  })

  it('missing_isWhoIsOnNoPicture', () => {
    const photos = [photo('a'), photo('b', { missing: [ALAN] })]
    expect(missing(photos, [ADA])).toEqual([ALAN])
    expect(missing(photos, [ADA, ALAN])).toEqual([])
    expect(missing([], [])).toEqual([])
  })
})

describe('deedsOf', () => {
  it('nothingCorrected_savesNothing', () => {
    expect(deedsOf(facesSeen([photo('a')], new Map()), [], facts)).toEqual([])
  })

  it('faceTakenForSomebodyElse_changesItsRecord', () => {
    const seen = facesSeen([photo('a')], new Map([[keyOf('a', 0), GRACE]]))
    expect(deedsOf(seen, [], facts)).toMatchObject([
      { kind: 'replace', recordId: 'r1', personId: 'p2' },
    ])
  })

  it('faceThatIsNobody_takesItsRecordBack', () => {
    const seen = facesSeen([photo('a')], new Map([[keyOf('a', 0), null]]))
    expect(deedsOf(seen, [], facts)).toMatchObject([{ kind: 'replace', personId: null }])
    expect(present(seen)).toEqual([])
  })

  it('unknownFaceWithAName_addsARecord_andSoDoesAMarkedPerson', () => {
    const seen = facesSeen([photo('a')], new Map([[keyOf('a', 1), GRACE]]))
    expect(deedsOf(seen, [ALAN], facts)).toMatchObject([
      { kind: 'add', personId: 'p2', sessionId: 's1' },
      { kind: 'add', personId: 'p3' },
    ])
  })

  it('correctionBackToWhatWasFound_savesNothing', () => {
    const seen = facesSeen([photo('a')], new Map([[keyOf('a', 0), ADA]]))
    expect(deedsOf(seen, [], facts)).toEqual([])
  })
})
