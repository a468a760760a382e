import type { OutcomeKind } from './outcome'

/**
 * When the page may check in by itself: whenever one face is well placed, but the same face only after a
 * pause, twice as long each time that it is still there. So nobody who stays standing fills the records; the next
 * in a queue is looked at at once, and after the pause even on the very spot of the one before.
 */
const PAUSE_AFTER_MS: Record<OutcomeKind, number> = {
  valid: 8_000,
  invalid: 3_000,
  retry: 2_500,
  kept: 8_000,
}
/** Somebody new may step in at once; only a flicker of the same face must not count twice. */
const PAUSE_AFTER_LEAVING_MS = 800
const MAX_PAUSE_MS = 60_000

/** `tries`: checks in a row of the same face, this one included. */
export type LastCheck = { kind: OutcomeKind; atMs: number; tries: number; faceLeftSince: boolean }

/** The check after `before`, which was of the same visit unless the face left since. */
export function nextCheck(before: LastCheck | null, kind: OutcomeKind, atMs: number): LastCheck {
  const tries = before === null || before.faceLeftSince ? 1 : before.tries + 1
  return { kind, atMs, tries, faceLeftSince: false }
}

function pauseAfterMs({ kind, tries, faceLeftSince }: LastCheck): number {
  return faceLeftSince
    ? PAUSE_AFTER_LEAVING_MS
    : Math.min(MAX_PAUSE_MS, PAUSE_AFTER_MS[kind] * 2 ** (tries - 1))
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
  return nowMs - last.atMs >= pauseAfterMs(last)
}

/** How long a result stays before the page is ready for the next person. */
export const SHOWN_FOR_MS: Record<OutcomeKind, number> = {
  valid: 6_000,
  invalid: 8_000,
  retry: 8_000,
  kept: 5_000,
}
