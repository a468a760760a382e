import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card } from '@/components/Card'
import { LoadingState } from '@/components/LoadingState'
import { QueryView } from '@/components/QueryView'
import { StateBadge } from '@/components/StateBadge'
import { type Column, DataTable } from '@/components/table/DataTable'
import type { MySession } from '@/lib/api-types'
import { dayAndTime } from '@/lib/format'
import { toast } from '@/lib/toast'
import { useEndMySession, useMySessions } from '../api/my-sessions'
import { deviceWord } from '../device'

/** Where one is signed in, each of which can be ended. */
export function SessionsCard() {
  const { t } = useTranslation('account')
  const sessions = useMySessions()
  const end = useEndMySession()
  const columns: Column<MySession>[] = [
    {
      id: 'device',
      title: t('sessions.device'),
      cell: ({ user_agent, current }) => (
        <Group gap="xs" component="span">
          <Text span title={user_agent}>
            {deviceWord(user_agent)}
          </Text>
          {current && <StateBadge tone="good">{t('sessions.this')}</StateBadge>}
        </Group>
      ),
    },
    {
      id: 'seen',
      title: t('sessions.seen'),
      cell: ({ last_seen_at }) => dayAndTime(last_seen_at),
    },
    { id: 'since', title: t('sessions.since'), cell: ({ created_at }) => dayAndTime(created_at) },
    {
      id: 'end',
      title: t('sessions.actions'),
      align: 'end',
      cell: ({ id, current, user_agent }) =>
        current ? (
          '–'
        ) : (
          <Button
            variant="subtle"
            color="gray"
            aria-label={t('sessions.end_one', { device: deviceWord(user_agent) })}
            onClick={() => end.mutate(id, { onError: toast.failed })}
          >
            {t('sessions.end')}
          </Button>
        ),
    },
  ]
  return (
    <Card title={t('sessions.title')} lead={t('sessions.lead')}>
      <QueryView query={sessions} loading={<LoadingState rows={2} />}>
        {({ sessions: list }) => (
          <>
            <DataTable
              label={t('sessions.title')}
              columns={columns}
              rows={list}
              rowKey={({ id }) => id}
            />
            {list.length > 1 && (
              <div>
                <Button
                  variant="default"
                  loading={end.isPending}
                  onClick={() => end.mutate(null, { onError: toast.failed })}
                >
                  {t('sessions.end_others')}
                </Button>
              </div>
            )}
          </>
        )}
      </QueryView>
    </Card>
  )
}
