import type { Reason } from './api-types'

export type ReasonWords = { title: string; remedy: string }

/** Every reason of the contract in plain words, with what to do next. */
const WORDS: Record<Reason, ReasonWords> = {
  UNKNOWN_FACE: {
    title: 'Unknown face',
    remedy: 'Nobody enrolled looks like this. Add the person first, or try again in better light.',
  },
  AMBIGUOUS: {
    title: 'Two people look too much alike',
    remedy: 'The face is near to more than one person. Add more shots of each of them.',
  },
  SPOOF: {
    title: 'Not a live face',
    remedy: 'This looks like a picture or a screen. Stand before the camera yourself.',
  },
  LIVENESS_REQUIRED: {
    title: 'A live face must be shown',
    remedy: 'This site asks for a liveness check. Use the camera.',
  },
  CHALLENGE_FAILED: {
    title: 'The movements did not match',
    remedy: 'Follow the steps on the screen and try again.',
  },
  LOCKED_OUT: {
    title: 'Too many failed tries',
    remedy: 'Wait a moment, then try again.',
  },
  LOW_QUALITY: {
    title: 'The picture is not clear enough',
    remedy: 'Hold still, face the camera and find better light.',
  },
  NO_FACE: {
    title: 'No face found',
    remedy: 'Look straight at the camera, with your face in the frame.',
  },
  MULTIPLE_FACES: {
    title: 'More than one face',
    remedy: 'Only one person at a time: the others step back.',
  },
  NOT_ON_ROSTER: {
    title: 'Not on the list of this session',
    remedy: 'Ask whoever runs the session to add the person.',
  },
  OUTSIDE_WINDOW: {
    title: 'Outside the hours of this session',
    remedy: 'Come back when the session is open.',
  },
  DUPLICATE: {
    title: 'Already checked in',
    remedy: 'This person was recorded a moment ago. Nothing more to do.',
  },
  EXPRESSION_MISMATCH: {
    title: 'The expression did not match',
    remedy: 'Show the expression that is asked for and try again.',
  },
  CONSENT_MISSING: {
    title: 'Consent is missing',
    remedy: 'This site stores faces only with consent. Tick the box, then try again.',
  },
}

/** Reasons that a second try can mend by itself: nothing was decided about who it is. */
const MENDABLE: ReadonlySet<Reason> = new Set([
  'NO_FACE',
  'MULTIPLE_FACES',
  'LOW_QUALITY',
  'CHALLENGE_FAILED',
  'EXPRESSION_MISMATCH',
])

export const reasonWords = (reason: Reason): ReasonWords =>
  // A newer gateway may know a reason that this page does not.
  WORDS[reason] ?? { title: String(reason), remedy: 'Try again.' }

export const isMendable = (reason: Reason) => MENDABLE.has(reason)
