import type { CheckAttendanceResult, Face } from '@/lib/api-types'
import { asApiProblem } from '@/lib/api-problem'
import { type FaceLine, faceLines } from '@/lib/face-words'
import { timeOfDay } from '@/lib/format'
import { t } from '@/lib/i18n'
import { problemWords } from '@/lib/problem-words'
import { isMendable, reasonWords } from '@/lib/reasons'

export type OutcomeKind = 'valid' | 'invalid' | 'retry' | 'kept'

/** A decision as it is shown: one state, one headline, the rest in lines. */
export type Outcome = {
  kind: OutcomeKind
  state: string
  headline: string
  remedy: string | null
  time: string | null
  /** The session that it counts for, where there is one. */
  session: string | null
  /** In time or late, in words; null where no session says when one must be there. */
  punctuality: { late: boolean; words: string } | null
  lines: FaceLine[]
  face: Face | null
  timingMs: Record<string, number>
}

/** The face that was decided about: the one that was named, else the first, which is the largest. */
const decidedFace = ({ faces }: CheckAttendanceResult): Face | null =>
  faces.find((face) => face.person !== null) ?? faces[0] ?? null

export function outcomeOf(result: CheckAttendanceResult, now: Date): Outcome {
  const face = decidedFace(result)
  const reason = result.reason === null ? null : reasonWords(result.reason)
  const rest = {
    time: timeOfDay(result.record?.time ?? now.toISOString()),
    face,
    timingMs: { ...result.timing_ms },
    session: result.record?.session?.name ?? null,
    punctuality: punctualityOf(result.record),
  }
  if (result.status === 'VALID') {
    const name = face?.person?.name ?? result.record?.person?.name ?? t('checkin:nameless')
    return {
      ...rest,
      kind: 'valid',
      state: t('checkin:valid'),
      headline: name,
      remedy: reason && `${reason.title}. ${reason.remedy}`,
      lines: face ? faceLines(face) : [],
    }
  }
  const mendable = result.reason !== null && isMendable(result.reason)
  return {
    ...rest,
    kind: mendable ? 'retry' : 'invalid',
    state: mendable ? t('checkin:try_again') : t('checkin:invalid'),
    headline: reason?.title ?? t('checkin:no_reason.title'),
    remedy: reason?.remedy ?? t('checkin:no_reason.remedy'),
    // Who is not known is not described: a stranger's age or gender helps nobody at the door.
    lines: face ? faceLines(face).filter(({ kind }) => kind === 'liveness') : [],
  }
}

function punctualityOf(record: CheckAttendanceResult['record']): Outcome['punctuality'] {
  const minutes = record?.lateness_minutes
  if (minutes === null || minutes === undefined) return null
  return minutes > 0
    ? { late: true, words: t('checkin:late', { count: minutes }) }
    : { late: false, words: t('checkin:on_time') }
}

/** Held back on this device: nothing is decided, and nobody is named. */
export function outcomeOfKept(capturedAt: string): Outcome {
  return {
    kind: 'kept',
    state: t('checkin:kept.state'),
    headline: t('checkin:kept.headline'),
    remedy: t('checkin:kept.remedy'),
    time: timeOfDay(capturedAt),
    session: null,
    punctuality: null,
    lines: [],
    face: null,
    timingMs: {},
  }
}

/** A call that failed decides nothing about anybody: the state is "try again". */
export function outcomeOfProblem(error: unknown): Outcome {
  const { title, remedy } = problemWords(asApiProblem(error))
  return {
    kind: 'retry',
    state: t('checkin:try_again'),
    headline: title,
    remedy,
    time: null,
    session: null,
    punctuality: null,
    lines: [],
    face: null,
    timingMs: {},
  }
}

/** The outcome as one sentence for a screen reader. */
export function spoken(outcome: Outcome): string {
  const lines = outcome.lines.map(({ label, value }) => `${label}: ${value}`)
  return [
    `${outcome.state}: ${outcome.headline}`,
    ...(outcome.kind === 'valid'
      ? [outcome.time, outcome.session, outcome.punctuality?.words]
      : [outcome.remedy]),
    ...lines,
  ]
    .filter(Boolean)
    .join('. ')
}
