import type { ApiProblem } from '@/lib/api-problem'
import type { Reason } from '@/lib/api-types'
import { currentLanguage } from '@/lib/i18n'
import { reasonWords } from '@/lib/reasons'

export type Rejections = ReadonlyMap<number, string>

/** The server's sentence, which is English; in another language what its code says, where that is known. */
export function rejectionWords(code: string, sentence: string): string {
  if (currentLanguage() === 'en') return sentence
  const reason = reasonOf(code)
  if (reason === null) return sentence
  const { title, remedy } = reasonWords(reason)
  return `${title}. ${remedy}`
}

function reasonOf(code: string): Reason | null {
  if (code === 'no_face') return 'NO_FACE'
  if (code === 'multiple_faces') return 'MULTIPLE_FACES'
  return code.startsWith('face_') ? 'LOW_QUALITY' : null
}

/** Where no shot was usable the reasons stand in the problem, under fields such as `images[2]`. */
export function rejectionsOfProblem(problem: ApiProblem): Rejections {
  const found = problem.errors.flatMap(({ field, code, detail }): [number, string][] => {
    const index = /^images\[(\d+)\]/.exec(field ?? '')?.[1]
    return index === undefined ? [] : [[Number(index), rejectionWords(code, detail)]]
  })
  return new Map(found)
}
