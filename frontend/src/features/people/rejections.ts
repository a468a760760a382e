import type { ApiProblem } from '@/lib/api-problem'

export type Rejections = ReadonlyMap<number, string>

/** Where no shot was usable the reasons stand in the problem, under fields such as `images[2]`. */
export function rejectionsOfProblem(problem: ApiProblem): Rejections {
  const found = problem.errors.flatMap(({ field, detail }): [number, string][] => {
    const index = /^images\[(\d+)\]/.exec(field ?? '')?.[1]
    return index === undefined ? [] : [[Number(index), detail]]
  })
  return new Map(found)
}
