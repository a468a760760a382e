import { useState } from 'react'
import { Button, Stack, Text } from '@mantine/core'
import { IconCalendarOff, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/EmptyState'
import { QueryView } from '@/components/QueryView'
import { type Column, DataTable } from '@/components/table/DataTable'
import type { Group, Holiday } from '@/lib/api-types'
import { dayWord } from '@/lib/format'
import { useMay } from '@/lib/session'
import { toast } from '@/lib/toast'
import { useDeleteHoliday, useHolidays } from '../api/holidays'
import { HolidayDialog } from './HolidayDialog'

/** Days without sessions: the group's own, and those that hold for everybody. */
export function HolidaysTab({ group }: { group: Group }) {
  const { t } = useTranslation(['groups', 'common'])
  const may = useMay()
  const holidays = useHolidays(group.id)
  const remove = useDeleteHoliday()
  const [adding, setAdding] = useState(false)

  const columns: Column<Holiday>[] = [
    { id: 'date', title: t('holidays.date'), cell: ({ date }) => dayWord(date) },
    { id: 'name', title: t('name'), cell: ({ name }) => <bdi>{name}</bdi> },
    {
      id: 'for',
      title: t('holidays.for'),
      cell: ({ group_id }) => (group_id ? group.name : t('holidays.everybody')),
    },
  ]
  if (may('sessions.write')) {
    columns.push({
      id: 'delete',
      title: t('common:actions'),
      align: 'end',
      cell: ({ id, name }) => (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconTrash size={18} aria-hidden />}
          aria-label={t('holidays.delete_one', { name })}
          onClick={() => remove.mutate(id, { onError: toast.failed })}
        >
          {t('common:delete')}
        </Button>
      ),
    })
  }

  return (
    <Stack gap="md">
      {may('sessions.write') && (
        <div>
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
            {t('holidays.new')}
          </Button>
        </div>
      )}
      <QueryView query={holidays}>
        {(days) =>
          days.length === 0 ? (
            <EmptyState icon={<IconCalendarOff size={32} />} title={t('holidays.empty.title')}>
              <Text c="dimmed">{t('holidays.empty.lead')}</Text>
            </EmptyState>
          ) : (
            <DataTable
              label={t('holidays.title')}
              columns={columns}
              rows={days}
              rowKey={({ id }) => id}
            />
          )
        }
      </QueryView>
      {adding && <HolidayDialog group={group} onClose={() => setAdding(false)} />}
    </Stack>
  )
}
