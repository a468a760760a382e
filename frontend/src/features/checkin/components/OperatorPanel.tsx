import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '../outcome'
import type { CheckIn } from '../useCheckIn'
import { CheckFigures } from './CheckDetails'
import classes from './OperatorPanel.module.css'

/** The figures of the last decision; they stay when its big state goes. */
export function OperatorPanel({ state }: { state: CheckIn }) {
  const { t } = useTranslation('checkin')
  const shown = state.phase === 'shown' ? state.outcome : null
  const [last, setLast] = useState<Outcome | null>(null)
  if (shown && shown !== last) setLast(shown)
  return (
    // It scrolls, so that the keyboard must come to it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <aside className={classes.panel} aria-label={t('kiosk.operator_panel')} tabIndex={0}>
      <h2 className={classes.title}>{t('kiosk.operator_panel')}</h2>
      {last ? <CheckFigures outcome={last} /> : <p>{t('ready_lead')}</p>}
    </aside>
  )
}
