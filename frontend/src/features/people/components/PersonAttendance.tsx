import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Card } from '@/components/Card'
import { Facts } from '@/components/Facts'
import { QueryView } from '@/components/QueryView'
import { StateBadge } from '@/components/StateBadge'
import { type Column, DataTable } from '@/components/table/DataTable'
import type { AttendanceRecord } from '@/lib/api-types'
import { dayAndTime, percent, whole } from '@/lib/format'
import { reasonWords } from '@/lib/reasons'
import { useMay } from '@/lib/session'
import { useAttendanceOf } from '../api/attendance'

/** How regularly a person came, and their newest check-ins. */
export function PersonAttendance({ id }: { id: string }) {
  const { t } = useTranslation(['people', 'common'])
  const may = useMay()
  const allowed = may('records.read') && may('reports')
  const attendance = useAttendanceOf(id, allowed)
  if (!allowed) return null
  const columns: Column<AttendanceRecord>[] = [
    {
      id: 'time',
      title: t('attendance.time'),
      cell: (record) => <Link to={`/records/${record.id}`}>{dayAndTime(record.time)}</Link>,
    },
    {
      id: 'session',
      title: t('attendance.session'),
      cell: ({ session, session_id }) => <bdi>{session?.name ?? session_id ?? '–'}</bdi>,
    },
    {
      id: 'result',
      title: t('attendance.result'),
      cell: ({ status, reason }) => (
        <Group gap="xs" component="span">
          <StateBadge tone={status === 'VALID' ? 'good' : 'bad'}>
            {status === 'VALID' ? t('common:state.valid') : t('common:state.invalid')}
          </StateBadge>
          {reason && reasonWords(reason).title}
        </Group>
      ),
    },
  ]
  return (
    <Card title={t('attendance.title')} lead={t('attendance.lead')}>
      <QueryView query={attendance}>
        {({ totals, records }) => (
          <>
            <Facts
              facts={[
                [
                  t('attendance.rate'),
                  totals.percentage === null ? '–' : percent(totals.percentage / 100),
                ],
                [t('attendance.sessions'), whole(totals.sessions)],
                [t('attendance.late'), whole(totals.late)],
                [t('attendance.absent'), whole(totals.absent)],
                [t('attendance.excused'), whole(totals.excused)],
              ]}
            />
            {records.length === 0 ? (
              <Text c="dimmed">{t('attendance.none')}</Text>
            ) : (
              <DataTable
                label={t('attendance.newest')}
                columns={columns}
                rows={records}
                rowKey={(record) => record.id}
              />
            )}
            <div>
              <Button
                component={Link}
                variant="default"
                to={`/records?person_id=${encodeURIComponent(id)}&from=2000-01-01`}
              >
                {t('attendance.all')}
              </Button>
            </div>
          </>
        )}
      </QueryView>
    </Card>
  )
}
