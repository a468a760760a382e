import i18next from 'i18next'
import type { Reason } from './api-types'
import { t } from './i18n'

type ReasonWords = { title: string; remedy: string }

/** Reasons that a second try can mend by itself: nothing was decided about who it is. */
const MENDABLE: ReadonlySet<Reason> = new Set([
  'NO_FACE',
  'MULTIPLE_FACES',
  'LOW_QUALITY',
  'CHALLENGE_FAILED',
  'EXPRESSION_MISMATCH',
])

/** A reason of the contract in plain words, with what to do next. */
export const reasonWords = (reason: Reason): ReasonWords =>
  // A newer gateway may know a reason that this page does not.
  i18next.exists(`reason.${reason}.title`)
    ? { title: t(`reason.${reason}.title`), remedy: t(`reason.${reason}.remedy`) }
    : { title: String(reason), remedy: t('reason.other') }

export const isMendable = (reason: Reason) => MENDABLE.has(reason)

/** All of them, in the order of the contract. */
export const REASONS = Object.keys({
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
} satisfies Record<Reason, true>) as Reason[]
