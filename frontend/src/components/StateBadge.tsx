import type { ReactNode } from 'react'
import { IconAlertTriangle, IconCheck, IconPoint, IconX } from '@tabler/icons-react'
import classes from './StateBadge.module.css'

export type Tone = 'good' | 'bad' | 'warn' | 'plain'

const ICONS = { good: IconCheck, bad: IconX, warn: IconAlertTriangle, plain: IconPoint }

/** A state by word, icon and colour: never by colour alone. */
export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  const Icon = ICONS[tone]
  return (
    <span className={classes.state} data-tone={tone}>
      <Icon size={16} aria-hidden />
      {children}
    </span>
  )
}
