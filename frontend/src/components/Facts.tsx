import type { ReactNode } from 'react'
import classes from './Facts.module.css'

type Fact = readonly [label: string, value: ReactNode]

/** What is known about a thing, a line each; what is not given is left out. */
export function Facts({ facts }: { facts: readonly (Fact | '' | null | undefined | false)[] }) {
  return (
    <dl className={classes.facts}>
      {facts
        .filter((fact): fact is Fact => Boolean(fact))
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
    </dl>
  )
}
