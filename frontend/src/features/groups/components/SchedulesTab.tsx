import { useState } from 'react'
import { Button, Stack, Text } from '@mantine/core'
import { IconCalendarRepeat, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog'
import { EmptyState } from '@/components/EmptyState'
import { QueryView } from '@/components/QueryView'
import type { Group, Schedule } from '@/lib/api-types'
import { useMay } from '@/lib/session'
import { useDeleteSchedule, useSchedules } from '../api/schedules'
import { ScheduleCard } from './ScheduleCard'
import { ScheduleDialog } from './ScheduleDialog'

/** The hours of a group: each schedule makes its sessions by itself. */
export function SchedulesTab({ group }: { group: Group }) {
  const { t } = useTranslation(['groups', 'common'])
  const may = useMay()
  const schedules = useSchedules(group.id)
  const [editing, setEditing] = useState<Schedule | 'new' | null>(null)
  const [deleting, setDeleting] = useState<Schedule | null>(null)
  const remove = useDeleteSchedule()
  const changes = may('sessions.write') && !group.archived
  const leave = () => {
    remove.reset()
    setDeleting(null)
  }

  return (
    <Stack gap="md">
      {changes && (
        <div>
          <Button
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setEditing('new')}
          >
            {t('schedules.new')}
          </Button>
        </div>
      )}
      <QueryView query={schedules}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon={<IconCalendarRepeat size={32} />} title={t('schedules.empty.title')}>
              <Text c="dimmed">{t('schedules.empty.lead')}</Text>
            </EmptyState>
          ) : (
            list.map((schedule) => (
              <ScheduleCard
                key={schedule.id}
                schedule={schedule}
                changes={changes}
                onEdit={() => setEditing(schedule)}
                onDelete={() => setDeleting(schedule)}
              />
            ))
          )
        }
      </QueryView>
      {editing && (
        <ScheduleDialog
          group={group}
          schedule={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
      <ConfirmDialog
        opened={deleting !== null}
        title={t('schedules.delete.title', { name: deleting?.name ?? '' })}
        confirm={t('common:delete')}
        keep={t('common:keep')}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => deleting && remove.mutate(deleting.id, { onSuccess: leave })}
        onClose={leave}
      >
        <Text>{t('schedules.delete.lead')}</Text>
      </ConfirmDialog>
    </Stack>
  )
}
