import type { SiteModel } from '@/lib/api-types'

/** The networks by what they do, those that serve first. */
export function byHead(models: readonly SiteModel[]): [head: string, models: SiteModel[]][] {
  const heads = new Map<string, SiteModel[]>()
  for (const model of models) heads.set(model.head, [...(heads.get(model.head) ?? []), model])
  return [...heads].map(([head, some]) => [
    head,
    some.toSorted((a, b) => Number(b.active) - Number(a.active) || a.id.localeCompare(b.id)),
  ])
}
