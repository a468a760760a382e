import { Button, Group as Row, Paper, Stack, Text, Title } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { rulesWords } from '@/components/rules/rules'
import type { Schedule } from '@/lib/api-types'
import { dayWord } from '@/lib/format'
import { weekdayWord } from '@/lib/weekdays'
import { isOvernight } from '../schedule-form'

export function ScheduleCard({
  schedule,
  changes,
  onEdit,
  onDelete,
}: {
  schedule: Schedule
  changes: boolean
  onEdit: () => void
  onDelete: () => void
}) {
  const { t } = useTranslation(['groups', 'common'])
  const { name, days, starts_at, ends_at, every_weeks, valid_from, valid_until } = schedule
  const facts = [
    t(`schedules.kind.${schedule.kind}`),
    schedule.time_zone,
    every_weeks > 1 && t('schedules.every', { count: every_weeks }),
    valid_until
      ? t('term_between', { from: dayWord(valid_from), until: dayWord(valid_until) })
      : t('term_from', { from: dayWord(valid_from) }),
  ]
  return (
    <Paper component="article" withBorder radius="lg" p="md" aria-label={name}>
      <Row justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} flex="1 1 16rem">
          <Title order={2} size="h5">
            <bdi>{name}</bdi>
          </Title>
          <Text>
            {days.map((day) => weekdayWord(day)).join(', ')} ·{' '}
            <bdi>{`${starts_at}–${ends_at}`}</bdi>
            {isOvernight(schedule) && ` (${t('schedules.overnight')})`}
          </Text>
          <Text size="sm" c="dimmed">
            {facts.filter(Boolean).join(' · ')}
          </Text>
          <Text size="sm">{rulesWords(schedule.rules).join(' · ')}</Text>
        </Stack>
        {changes && (
          <Row gap="xs">
            <Button
              variant="default"
              leftSection={<IconPencil size={18} aria-hidden />}
              aria-label={t('schedules.edit_one', { name })}
              onClick={onEdit}
            >
              {t('common:edit')}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconTrash size={18} aria-hidden />}
              aria-label={t('schedules.delete_one', { name })}
              onClick={onDelete}
            >
              {t('common:delete')}
            </Button>
          </Row>
        )}
      </Row>
    </Paper>
  )
}
