import type { CheckAttendanceResult, Face } from '@/lib/api-types'
import { asApiProblem } from '@/lib/api-problem'
import { faceLines } from '@/lib/face-words'
import { timeOfDay } from '@/lib/format'
import { problemWords } from '@/lib/problem-words'
import { isMendable, reasonWords } from '@/lib/reasons'
import * as words from './words'

export type OutcomeKind = 'valid' | 'invalid' | 'retry'

/** A decision as it is shown: one state, one headline, the rest in lines. */
export type Outcome = {
  kind: OutcomeKind
  state: string
  headline: string
  remedy: string | null
  time: string | null
  lines: { label: string; value: string }[]
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
  }
  if (result.status === 'VALID') {
    const name = face?.person?.name ?? result.record?.person?.name ?? words.NAMELESS
    return {
      ...rest,
      kind: 'valid',
      state: words.VALID,
      headline: name,
      remedy: reason && `${reason.title}. ${reason.remedy}`,
      lines: face ? faceLines(face) : [],
    }
  }
  const mendable = result.reason !== null && isMendable(result.reason)
  return {
    ...rest,
    kind: mendable ? 'retry' : 'invalid',
    state: mendable ? words.TRY_AGAIN : words.INVALID,
    headline: reason?.title ?? words.NO_REASON.title,
    remedy: reason?.remedy ?? words.NO_REASON.remedy,
    // Who is not known is not described: a stranger's age or gender helps nobody at the door.
    lines: face ? faceLines(face).filter(({ label }) => label === 'Liveness') : [],
  }
}

/** A call that failed decides nothing about anybody: the state is "try again". */
export function outcomeOfProblem(error: unknown): Outcome {
  const { title, remedy } = problemWords(asApiProblem(error))
  return {
    kind: 'retry',
    state: words.TRY_AGAIN,
    headline: title,
    remedy,
    time: null,
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
    outcome.kind === 'valid' ? outcome.time : outcome.remedy,
    ...lines,
  ]
    .filter(Boolean)
    .join('. ')
}
