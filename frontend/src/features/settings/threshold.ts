/** How often a stranger would be taken for somebody, in a site with so many people. */
export const oneInHowMany = (falseMatchesPerMillion: number, people: number): number | null =>
  falseMatchesPerMillion <= 0 || people <= 0
    ? null
    : 1 / (1 - (1 - falseMatchesPerMillion / 1_000_000) ** people)
