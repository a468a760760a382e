import { Loader, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CheckIn } from '../useCheckIn'
import classes from './KioskResult.module.css'
import { OUTCOME_ICONS } from './ResultPanel'

/** The one big state over the picture: text, icon and colour, readable from two steps away. */
export function KioskResult({ state, onReset }: { state: CheckIn; onReset: () => void }) {
  const { t } = useTranslation('checkin')
  if (state.phase === 'ready') return null
  if (state.phase === 'checking') {
    return (
      <div className={classes.checking}>
        <Loader color="white" size={28} /> {t('checking')}
      </div>
    )
  }
  const { outcome } = state
  const Icon = OUTCOME_ICONS[outcome.kind]
  const late = outcome.punctuality?.late ?? false
  return (
    <section className={classes.result} data-kind={outcome.kind} aria-label={t('result')}>
      <div className={classes.state}>
        <Icon className={classes.icon} aria-hidden />
        <span>{outcome.state}</span>
      </div>
      <h2 className={classes.headline} dir="auto">
        {outcome.headline}
      </h2>
      {outcome.kind === 'valid' && (
        <p className={classes.facts}>
          {[outcome.time, outcome.session].filter(Boolean).join(' · ')}
        </p>
      )}
      {outcome.punctuality && (
        <p className={classes.punctuality} data-late={late}>
          {late ? <IconAlertTriangle aria-hidden /> : <IconCheck aria-hidden />}
          {outcome.punctuality.words}
        </p>
      )}
      {outcome.remedy && <p className={classes.remedy}>{outcome.remedy}</p>}
      <UnstyledButton className={classes.next} onClick={onReset}>
        {outcome.kind === 'valid' || outcome.kind === 'kept' ? t('next') : t('try_again')}
      </UnstyledButton>
    </section>
  )
}
