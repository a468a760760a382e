import { Chip, Group as Row, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Weekday } from '@/lib/api-types'
import { WEEKDAYS, weekdayWord } from '@/lib/weekdays'

/** The days of the week, each by itself. */
export function DaysField({
  value,
  onChange,
  error,
}: {
  value: Weekday[]
  onChange: (days: Weekday[]) => void
  error: string | null
}) {
  const { t } = useTranslation('groups')
  return (
    <div role="group" aria-labelledby="schedule-days">
      <Text id="schedule-days" size="sm" fw={500} mb={4}>
        {t('schedules.days')}
      </Text>
      <Chip.Group multiple value={value} onChange={(days) => onChange(days as Weekday[])}>
        <Row gap="xs">
          {WEEKDAYS.map((day) => (
            <Chip key={day} value={day} size="md">
              {weekdayWord(day)}
            </Chip>
          ))}
        </Row>
      </Chip.Group>
      {error && (
        <Text size="sm" c="var(--state-invalid)" role="alert">
          {error}
        </Text>
      )}
    </div>
  )
}
