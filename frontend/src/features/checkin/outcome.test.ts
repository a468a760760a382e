import { describe, expect, it } from 'vitest'
import { ApiProblem } from '@/lib/api-problem'
import { aFace, aStranger, aValidResult, anInvalidResult } from '@/testing/fixtures'
import { outcomeOf, outcomeOfProblem, spoken } from './outcome'

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
