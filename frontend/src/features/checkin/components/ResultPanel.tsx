import { Button, Loader, Text, Title } from '@mantine/core'
import {
  IconCircleCheckFilled,
  IconCircleXFilled,
  IconCloudUp,
  IconFaceId,
  IconRefreshAlert,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '@/components/StateBadge'
import { estimateNotice } from '@/lib/face-words'
import type { OutcomeKind } from '../outcome'
import type { CheckIn } from '../useCheckIn'
import { CheckDetails } from './CheckDetails'
import classes from './ResultPanel.module.css'

export const OUTCOME_ICONS: Record<OutcomeKind, typeof IconFaceId> = {
  valid: IconCircleCheckFilled,
  invalid: IconCircleXFilled,
  retry: IconRefreshAlert,
  kept: IconCloudUp,
}

/** The one big state of the page: by text, icon and colour. */
export function ResultPanel({
  state,
  onReset,
  onHold,
}: {
  state: CheckIn
  onReset: () => void
  onHold: (held: boolean) => void
}) {
  const { t } = useTranslation('checkin')
  if (state.phase !== 'shown') {
    const checking = state.phase === 'checking'
    return (
      <section className={classes.panel} data-kind="idle" aria-label={t('result')}>
        {checking ? <Loader size={56} /> : <IconFaceId size={56} stroke={1.25} aria-hidden />}
        <Title order={2} size="h3">
          {checking ? t('checking') : t('ready')}
        </Title>
        {!checking && <Text c="dimmed">{t('ready_lead')}</Text>}
      </section>
    )
  }
  const { outcome } = state
  const Icon = OUTCOME_ICONS[outcome.kind]
  return (
    <section className={classes.panel} data-kind={outcome.kind} aria-label={t('result')}>
      <div className={classes.state}>
        <Icon size={64} aria-hidden />
        <span>{outcome.state}</span>
      </div>
      <Title order={2} className={classes.headline} dir="auto">
        {outcome.headline}
      </Title>
      {outcome.kind === 'valid' && (
        <Text>
          {[outcome.time && t('checked_in_at', { time: outcome.time }), outcome.session]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      )}
      {outcome.punctuality && (
        <StateBadge tone={outcome.punctuality.late ? 'warn' : 'good'}>
          {outcome.punctuality.words}
        </StateBadge>
      )}
      {outcome.remedy && <Text className={classes.remedy}>{outcome.remedy}</Text>}
      {outcome.lines.length > 0 && (
        <dl className={classes.lines}>
          {outcome.lines.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {outcome.lines.length > 1 && (
        <Text size="xs" c="dimmed">
          {estimateNotice()}
        </Text>
      )}
      <Button variant="default" onClick={onReset}>
        {outcome.kind === 'valid' ? t('next') : t('try_again')}
      </Button>
      <CheckDetails outcome={outcome} onToggle={onHold} />
    </section>
  )
}
