import { describe, expect, it } from 'vitest'
import { type LastCheck, mayCapture, nextCheck } from './auto-capture'

const ready = { enabled: true, steady: true, checking: false, last: null, nowMs: 100_000 }
const checked = (kind: LastCheck['kind'], agoMs: number, faceLeftSince = false): LastCheck => ({
  kind,
  atMs: ready.nowMs - agoMs,
  tries: 1,
  faceLeftSince,
})

describe('mayCapture', () => {
  it('steadyFace_isCaptured', () => expect(mayCapture(ready)).toBe(true))

  it.each([
    ['switchedOff', { enabled: false }],
    ['unsteady', { steady: false }],
    ['whileChecking', { checking: true }],
    ['rightAfterAMismatch', { last: checked('invalid', 1000) }],
    ['sameFaceStillThereAfterValid', { last: checked('valid', 7_000) }],
    ['faceLeftButJustNow', { last: checked('valid', 500, true) }],
  ])('%s_isNotCaptured', (_, change) => expect(mayCapture({ ...ready, ...change })).toBe(false))

  it.each([
    ['mismatchAWhileAgo', { last: checked('invalid', 4000) }],
    ['failureAWhileAgo', { last: checked('retry', 4000) }],
    ['validButTheFaceLeft', { last: checked('valid', 1000, true) }],
    ['somebodyInTheirPlaceAfterValid', { last: checked('valid', 8_000) }],
  ])('%s_isCapturedAgain', (_, change) => expect(mayCapture({ ...ready, ...change })).toBe(true))
})

const strangerStays = (times: number) => {
  let check: LastCheck | null = null
  for (let i = 0; i < times; i++) check = nextCheck(check, 'invalid', 0)
  return check
}
const capturedAt = (last: LastCheck | null, nowMs: number) => mayCapture({ ...ready, last, nowMs })

describe('nextCheck', () => {
  it('strangerWhoStays_isTriedLessAndLess', () => {
    expect(capturedAt(strangerStays(1), 3_000)).toBe(true)
    expect(capturedAt(strangerStays(2), 3_000)).toBe(false)
    expect(capturedAt(strangerStays(2), 6_000)).toBe(true)
    expect(capturedAt(strangerStays(20), 59_000)).toBe(false)
    expect(capturedAt(strangerStays(20), 60_000)).toBe(true)
  })

  it('nextVisitor_startsAfresh', () => {
    const left = strangerStays(20)
    if (!left) throw new Error('no check')
    const gone = { ...left, faceLeftSince: true }
    expect(capturedAt(gone, 800)).toBe(true)
    expect(nextCheck(gone, 'invalid', 0).tries).toBe(1)
  })
})
