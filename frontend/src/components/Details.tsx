import type { ReactNode } from 'react'
import classes from './Details.module.css'

/** A part that opens and closes under its summary, with the browser's own element. */
export function Details({
  summary,
  onToggle,
  children,
}: {
  summary: string
  onToggle?: (open: boolean) => void
  children: ReactNode
}) {
  return (
    <details className={classes.details} onToggle={(event) => onToggle?.(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}
