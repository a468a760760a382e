import type { MatchThreshold } from '@/lib/api-types'

type Scale = MatchThreshold['scale']

/** Rates below what was measured are told as at most the smallest one. */
export type Meaning = { perMillion: number; atMost: boolean }

/**
 * How many of a million comparisons of strangers a threshold would let through, between the measured
 * points by their logarithms; null where nothing was measured.
 */
export function meaningOf(threshold: number, scale: Scale): Meaning | null {
  const points = scale.toSorted((a, b) => a.value - b.value)
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return null
  if (threshold <= first.value) {
    return {
      perMillion: first.false_matches_per_million,
      atMost: threshold < first.value || first.false_matches_per_million === 0,
    }
  }
  if (threshold >= last.value) return { perMillion: last.false_matches_per_million, atMost: false }
  const above = points.findIndex(({ value }) => value >= threshold)
  const [low, high] = [points[above - 1] ?? first, points[above] ?? last]
  const share = (threshold - low.value) / (high.value - low.value)
  // Nothing was seen at the lower point: straight, for a logarithm of nothing there is none.
  if (low.false_matches_per_million === 0) {
    return { perMillion: share * high.false_matches_per_million, atMost: false }
  }
  const logs = [low, high].map(({ false_matches_per_million: rate }) => Math.log(rate)) as [
    number,
    number,
  ]
  return { perMillion: Math.exp(logs[0] + share * (logs[1] - logs[0])), atMost: false }
}

/** How often a stranger would be taken for somebody, in a site with so many people. */
export const oneInHowMany = ({ perMillion }: Meaning, people: number): number | null =>
  perMillion <= 0 || people <= 0 ? null : 1 / (1 - (1 - perMillion / 1_000_000) ** people)
