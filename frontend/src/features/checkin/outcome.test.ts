import { describe, expect, it } from 'vitest'
import { ApiProblem } from '@/lib/api-problem'
import { aFace, aRecord, aStranger, aValidResult, anInvalidResult } from '@/testing/fixtures'
import { outcomeOf, outcomeOfKept, outcomeOfProblem, spoken } from './outcome'

const NOW = new Date('2026-03-09T08:00:00Z')

describe('outcomeOf', () => {
  it('valid_namesThePerson_andSaysThatLivenessWasNotChecked', () => {
    const outcome = outcomeOf(aValidResult(), NOW)
    expect(outcome).toMatchObject({ kind: 'valid', state: 'Valid', headline: 'Ada Lovelace' })
    expect(outcome.lines).toMatchObject([
      { label: 'Emotion', value: 'Happy' },
      { label: 'Age', value: '27 to 36' },
      { label: 'Gender', value: 'Female' },
      { label: 'Liveness', value: 'not checked' },
    ])
  })

  it('validAgain_saysAlreadyCheckedIn', () => {
    const outcome = outcomeOf(aValidResult({ reason: 'DUPLICATE' }), NOW)
    expect(outcome.kind).toBe('valid')
    expect(outcome.remedy).toContain('Already checked in')
  })

  it('headsThatThePackLacks_areSaid', () => {
    const face = aFace({ emotion: null, age: null, gender: null })
    const { lines } = outcomeOf(aValidResult({ faces: [face] }), NOW)
    expect(lines.map(({ value }) => value)).toEqual(Array(4).fill('not checked'))
  })

  it('stranger_isInvalid_andNotDescribed', () => {
    const outcome = outcomeOf(anInvalidResult('UNKNOWN_FACE'), NOW)
    expect(outcome).toMatchObject({ kind: 'invalid', state: 'Invalid', headline: 'Unknown face' })
    expect(outcome.lines.map(({ label }) => label)).toEqual(['Liveness'])
  })

  it('noFace_asksToTryAgain', () => {
    const outcome = outcomeOf(anInvalidResult('NO_FACE', []), NOW)
    expect(outcome).toMatchObject({ kind: 'retry', state: 'Try again', headline: 'No face found' })
    expect(outcome.face).toBeNull()
  })

  it('severalFaces_showsTheNamedOne', () => {
    const result = aValidResult({ faces: [aStranger(), aFace()] })
    expect(outcomeOf(result, NOW).face?.person?.name).toBe('Ada Lovelace')
  })
})

const lateBy = (lateness_minutes: number | null) =>
  outcomeOf(
    aValidResult({
      record: aRecord({ lateness_minutes, session: { id: 's1', name: 'Morning' } }),
    }),
    NOW,
  )

describe('punctuality', () => {
  it('lateRecord_saysHowLate_andForWhat', () => {
    expect(lateBy(7)).toMatchObject({
      session: 'Morning',
      punctuality: { late: true, words: '7 minutes late' },
    })
    expect(spoken(lateBy(7))).toContain('Morning. 7 minutes late')
  })

  it('inTime_saysSo_andWithoutASessionNothing', () => {
    expect(lateBy(0).punctuality).toEqual({ late: false, words: 'On time' })
    expect(lateBy(null).punctuality).toBeNull()
  })
})

describe('outcomeOfKept', () => {
  it('heldBack_namesNobody', () => {
    expect(outcomeOfKept('2026-03-09T08:00:00Z')).toMatchObject({ kind: 'kept', face: null })
  })
})

describe('outcomeOfProblem', () => {
  it('serverDown_decidesNothingAboutAnybody', () => {
    expect(outcomeOfProblem(new ApiProblem(0))).toMatchObject({
      kind: 'retry',
      headline: 'The server cannot be reached',
    })
  })
})

describe('spoken', () => {
  it('sentence_carriesStateNameAndLiveness', () => {
    const words = spoken(outcomeOf(aValidResult(), NOW))
    expect(words).toMatch(/^Valid: Ada Lovelace\. .*Liveness: not checked$/)
  })

  it('sentence_carriesTheRemedyOfAMismatch', () => {
    expect(spoken(outcomeOf(anInvalidResult('UNKNOWN_FACE'), NOW))).toContain(
      'Add the person first',
    )
  })
})
