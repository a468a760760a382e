import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '@/components/StateBadge'
import type { AttendanceRecord } from '@/lib/api-types'
import { whole } from '@/lib/format'
import { reasonWords } from '@/lib/reasons'
import classes from './RecordTable.module.css'

/** Whether a record counts and why not, with what is particular about it. */
export function RecordResult({ record }: { record: AttendanceRecord }) {
  const { t } = useTranslation(['records', 'common'])
  const { status, reason, manual, corrected, flags, lateness_minutes, direction } = record
  const valid = status === 'VALID'
  return (
    <span className={classes.result}>
      <StateBadge tone={valid ? 'good' : 'bad'}>
        {valid ? t('common:state.valid') : t('common:state.invalid')}
      </StateBadge>
      {reason && <span className={classes.reason}>{reasonWords(reason).title}</span>}
      {lateness_minutes !== null && lateness_minutes > 0 && (
        <StateBadge tone="warn">{t('late_by', { minutes: whole(lateness_minutes) })}</StateBadge>
      )}
      {direction && <span className={classes.reason}>{t(`direction.${direction}`)}</span>}
      {manual && <Badge variant="default">{t('manual')}</Badge>}
      {corrected && <Badge variant="default">{t('corrected')}</Badge>}
      {flags.length > 0 && (
        <StateBadge tone="warn">
          {flags.map((flag) => t(`common:flag.${flag}`)).join(', ')}
        </StateBadge>
      )}
    </span>
  )
}
