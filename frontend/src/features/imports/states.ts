import type { Tone } from '@/components/StateBadge'
import type { Import, ImportRow } from '@/lib/api-types'

export const STATE_TONES: Record<Import['state'], Tone> = {
  checking: 'plain',
  running: 'plain',
  paused: 'warn',
  done: 'good',
  failed: 'bad',
  cancelled: 'plain',
}

export const OUTCOME_TONES: Record<NonNullable<ImportRow['outcome']>, Tone> = {
  created: 'good',
  updated: 'good',
  skipped: 'plain',
  failed: 'bad',
}
