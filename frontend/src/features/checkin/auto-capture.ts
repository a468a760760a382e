import type { OutcomeKind } from './outcome'

/**
 * When the page may check in by itself. After a valid check-in the same face must leave the frame first, so
 * that nobody who stays standing is recorded again; after a mismatch it only waits long enough to be read.
 */
export const PAUSE_AFTER_MS: Record<OutcomeKind, number> = {
  valid: 2_000,
  invalid: 3_000,
  retry: 2_500,
}

export type LastCheck = { kind: OutcomeKind; atMs: number; faceLeftSince: boolean }

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
  if (nowMs - last.atMs < PAUSE_AFTER_MS[last.kind]) return false
  return last.kind !== 'valid' || last.faceLeftSince
}

/** How long a result stays before the page is ready for the next person. */
export const SHOWN_FOR_MS: Record<OutcomeKind, number> = {
  valid: 8_000,
  invalid: 10_000,
  retry: 12_000,
}
