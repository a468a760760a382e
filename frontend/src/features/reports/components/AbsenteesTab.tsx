import { useState } from 'react'
import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconConfetti } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EmptyState } from '@/components/EmptyState'
import { ExportMenu } from '@/components/export/ExportMenu'
import { DateField } from '@/components/form/DateField'
import { PersonLink } from '@/components/person/PersonLink'
import { QueryView } from '@/components/QueryView'
import { StateBadge, type Tone } from '@/components/StateBadge'
import { type Column, DataTable } from '@/components/table/DataTable'
import { useToday } from '@/hooks/useToday'
import type { AbsenteesReport } from '@/lib/api-types'
import { ABSENTEES_PATH, useAbsentees } from '../api/reports'

type Missing = AbsenteesReport['sessions'][number]['people'][number]

const TONES: Record<Missing['status'], Tone> = { ABSENT: 'bad', EXCUSED: 'plain', PENDING: 'warn' }

/** Who is missing on a day, session by session. */
export function AbsenteesTab({ groupId }: { groupId: string | null }) {
  const { t } = useTranslation('reports')
  const today = useToday()
  const [date, setDate] = useState(today)
  const filter = { date, group_id: groupId }
  const report = useAbsentees(filter)
  const columns: Column<Missing>[] = [
    {
      id: 'person',
      title: t('people.person'),
      cell: ({ person }) => <PersonLink person={person} />,
    },
    {
      id: 'status',
      title: t('absentees.status'),
      cell: ({ status }) => (
        <StateBadge tone={TONES[status]}>{t(`absentees.${status}`)}</StateBadge>
      ),
    },
  ]
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <DateField
          label={t('absentees.day')}
          max={today}
          value={date}
          onChange={(day) => setDate(day || today)}
        />
        <ExportMenu path={ABSENTEES_PATH} query={filter} />
      </Group>
      <QueryView query={report}>
        {({ sessions }) => {
          const missing = sessions.filter(({ people }) => people.length > 0)
          return missing.length === 0 ? (
            <EmptyState icon={<IconConfetti size={32} />} title={t('absentees.none')}>
              <Text c="dimmed">{t('absentees.none_lead')}</Text>
            </EmptyState>
          ) : (
            missing.map(({ session, group_name, people }) => (
              <Paper key={session.id} component="section" withBorder radius="lg" p="md">
                <Title order={2} size="h5" mb="xs">
                  <Link to={`/sessions/${session.id}`}>
                    <bdi>{session.name ?? session.id}</bdi>
                  </Link>{' '}
                  <Text span c="dimmed" size="sm">
                    <bdi>{group_name}</bdi>
                  </Text>
                </Title>
                <DataTable
                  label={session.name ?? session.id}
                  columns={columns}
                  rows={people}
                  rowKey={({ person }) => person.id}
                />
              </Paper>
            ))
          )
        }}
      </QueryView>
    </Stack>
  )
}
