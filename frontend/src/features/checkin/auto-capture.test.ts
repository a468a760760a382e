import { describe, expect, it } from 'vitest'
import { type LastCheck, mayCapture } from './auto-capture'

const ready = { enabled: true, steady: true, checking: false, last: null, nowMs: 100_000 }
const last = (kind: LastCheck['kind'], agoMs: number, faceLeftSince = false): LastCheck => ({
  kind,
  atMs: ready.nowMs - agoMs,
  faceLeftSince,
})

describe('mayCapture', () => {
  it('steadyFace_isCaptured', () => expect(mayCapture(ready)).toBe(true))

  it.each([
    ['switchedOff', { enabled: false }],
    ['unsteady', { steady: false }],
    ['whileChecking', { checking: true }],
    ['rightAfterAMismatch', { last: last('invalid', 1000) }],
    ['sameFaceStillThereAfterValid', { last: last('valid', 60_000) }],
    ['faceLeftButJustNow', { last: last('valid', 500, true) }],
  ])('%s_isNotCaptured', (_, change) => expect(mayCapture({ ...ready, ...change })).toBe(false))

  it.each([
    ['mismatchAWhileAgo', { last: last('invalid', 4000) }],
    ['failureAWhileAgo', { last: last('retry', 4000) }],
    ['validButTheFaceLeft', { last: last('valid', 4000, true) }],
  ])('%s_isCapturedAgain', (_, change) => expect(mayCapture({ ...ready, ...change })).toBe(true))
})
