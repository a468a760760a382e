import type { ApiProblem, ProblemKind } from './api-problem'
import { t } from './i18n'

export type Words = { title: string; remedy: string }

const ABOUT_THE_INPUT: ReadonlySet<ProblemKind> = new Set([
  'unusable',
  'conflict',
  'wrong_type',
  'too_large',
  'refused',
])

/** A title and what to do next; the server's own sentence wins over ours where it is about the input. */
export function problemWords(problem: ApiProblem): Words {
  const words = {
    title: t(`problem.${problem.kind}.title`),
    remedy: t(`problem.${problem.kind}.remedy`),
  }
  if (!ABOUT_THE_INPUT.has(problem.kind)) return words
  return {
    title: (problem.kind === 'unusable' && problem.title) || words.title,
    remedy: problem.detail || words.remedy,
  }
}
