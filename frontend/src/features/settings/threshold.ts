import type { MatchThreshold } from '@/lib/api-types'

/** How often a stranger would be taken for somebody, in a site with so many people. */
export const oneInHowMany = (falseMatchesPerMillion: number, people: number): number | null =>
  falseMatchesPerMillion <= 0 || people <= 0
    ? null
    : 1 / (1 - (1 - falseMatchesPerMillion / 1_000_000) ** people)

/** What a threshold means: a share is null where it was not measured. */
type Meaning = { falseMatchesPerMillion: number; trueMatches: number | null }

const between = (from: number, to: number, share: number) => from + share * (to - from)

/**
 * What a threshold means by what was measured around it; null beyond the strictest and the laxest
 * measured one. As the gateway reckons: the rate's logarithm is taken to be straight in between.
 */
export function meaningAt(
  threshold: number,
  { value, means, scale }: Pick<MatchThreshold, 'value' | 'means' | 'scale'>,
): Meaning | null {
  const high = scale.find(({ distance }) => distance >= threshold)
  const low = scale.findLast(({ distance }) => distance <= threshold)
  const served = threshold === value ? means.false_matches_per_million : null
  if (!high || !low) {
    return served === null ? null : { falseMatchesPerMillion: served, trueMatches: null }
  }
  const span = high.distance - low.distance
  const share = span === 0 ? 0 : (threshold - low.distance) / span
  return {
    falseMatchesPerMillion:
      served ??
      Math.exp(
        between(
          Math.log(low.false_matches_per_million),
          Math.log(high.false_matches_per_million),
          share,
        ),
      ),
    trueMatches:
      low.true_matches === null || high.true_matches === null
        ? null
        : between(low.true_matches, high.true_matches, share),
  }
}
