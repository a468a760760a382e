import { describe, expect, it } from 'vitest'
import type { Reason } from './api-types'
import { isMendable, reasonWords } from './reasons'

// The contract's closed list, typed so that a new reason in the schema fails to compile here.
const REASONS: Record<Reason, true> = {
  UNKNOWN_FACE: true,
  AMBIGUOUS: true,
  SPOOF: true,
  LIVENESS_REQUIRED: true,
  CHALLENGE_FAILED: true,
  LOCKED_OUT: true,
  LOW_QUALITY: true,
  NO_FACE: true,
  MULTIPLE_FACES: true,
  NOT_ON_ROSTER: true,
  OUTSIDE_WINDOW: true,
  DUPLICATE: true,
  EXPRESSION_MISMATCH: true,
  CONSENT_MISSING: true,
}

describe('reasonWords', () => {
  it.each(Object.keys(REASONS) as Reason[])('%s_hasTitleAndRemedy', (reason) => {
    const { title, remedy } = reasonWords(reason)
    expect(title).not.toContain('_')
    expect(remedy.length).toBeGreaterThan(10)
  })

  it('reasonOfANewerServer_isShownAsItIs', () => {
    expect(reasonWords('BRAND_NEW' as Reason).title).toBe('BRAND_NEW')
  })

  it('unknownFace_isADecision_noFaceIsNot', () => {
    expect(isMendable('UNKNOWN_FACE')).toBe(false)
    expect(isMendable('NO_FACE')).toBe(true)
  })
})
