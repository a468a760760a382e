import type { OutcomeKind } from './outcome'

/**
 * When the page may check in by itself. After a valid check-in the same face must leave the frame first, so
 * that nobody who stays standing is recorded again. After a mismatch it goes on trying, at first as soon as
 * the result was read, then twice as long each time the same face is still there: a stranger who stays
 * must not fill the records.
 */
const PAUSE_AFTER_MS: Record<OutcomeKind, number> = {
  valid: 2_000,
  invalid: 3_000,
  retry: 2_500,
}
const MAX_PAUSE_MS = 60_000

/** `tries`: checks in a row with no empty frame between them, this one included. */
export type LastCheck = { kind: OutcomeKind; atMs: number; tries: number; faceLeftSince: boolean }

/** The check after `before`, which was of the same visit unless the face left since. */
export function nextCheck(before: LastCheck | null, kind: OutcomeKind, atMs: number): LastCheck {
  const tries = before === null || before.faceLeftSince ? 1 : before.tries + 1
  return { kind, atMs, tries, faceLeftSince: false }
}

function pauseAfterMs({ kind, tries, faceLeftSince }: LastCheck): number {
  const pauseMs = PAUSE_AFTER_MS[kind]
  return faceLeftSince ? pauseMs : Math.min(MAX_PAUSE_MS, pauseMs * 2 ** (tries - 1))
}

export function mayCapture({
  enabled,
  steady,
  checking,
  last,
  nowMs,
}: {
  enabled: boolean
  steady: boolean
  checking: boolean
  last: LastCheck | null
  nowMs: number
}): boolean {
  if (!enabled || !steady || checking) return false
  if (last === null) return true
  if (nowMs - last.atMs < pauseAfterMs(last)) return false
  return last.kind !== 'valid' || last.faceLeftSince
}

/** How long a result stays before the page is ready for the next person. */
export const SHOWN_FOR_MS: Record<OutcomeKind, number> = {
  valid: 8_000,
  invalid: 10_000,
  retry: 12_000,
}
