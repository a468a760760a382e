import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isoDay } from '@/lib/format'
import { DateField } from './DateField'
import classes from './PeriodField.module.css'

/** Two calendar days, both of them included. */
type Period = { from: string; until: string }

const DAY_MS = 86_400_000

export const lastDays = (days: number, today = new Date()): Period => ({
  from: isoDay(new Date(today.getTime() - (days - 1) * DAY_MS)),
  until: isoDay(today),
})

const thisMonth = (today = new Date()): Period => ({
  from: isoDay(new Date(today.getFullYear(), today.getMonth(), 1)),
  until: isoDay(today),
})

/** A period by its two days, with the usual ones at a press. */
export function PeriodField({
  value,
  onChange,
}: {
  value: Period
  onChange: (period: Period) => void
}) {
  const { t } = useTranslation()
  const usual: [string, Period][] = [
    [t('last_7_days'), lastDays(7)],
    [t('last_30_days'), lastDays(30)],
    [t('this_month'), thisMonth()],
  ]
  return (
    <div className={classes.period}>
      <DateField
        label={t('from_day')}
        max={value.until}
        value={value.from}
        onChange={(from) => from && onChange({ ...value, from })}
      />
      <DateField
        label={t('until_day')}
        min={value.from}
        value={value.until}
        onChange={(until) => until && onChange({ ...value, until })}
      />
      <div className={classes.usual}>
        {usual.map(([label, period]) => (
          <Button
            key={label}
            variant={
              period.from === value.from && period.until === value.until ? 'light' : 'default'
            }
            aria-pressed={period.from === value.from && period.until === value.until}
            onClick={() => onChange(period)}
          >
            {label}
          </Button>
        ))}
      </div>
    </div>
  )
}
