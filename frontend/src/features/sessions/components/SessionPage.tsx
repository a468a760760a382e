import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { BackLink } from '@/components/BackLink'
import { LoadingState } from '@/components/LoadingState'
import { Page } from '@/components/Page'
import { QueryView } from '@/components/QueryView'
import { rulesWords } from '@/components/rules/rules'
import { StateBadge } from '@/components/StateBadge'
import type { AttendanceSession } from '@/lib/api-types'
import { dayWord, hourAndMinute, inARow } from '@/lib/format'
import { useMay } from '@/lib/session'
import { useAttendance, useSessionOf } from '../api/session'
import { SESSION_TONES } from '../states'
import { Register } from './Register'
import { SessionActions } from './SessionActions'

export function SessionPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('sessions')
  const may = useMay()
  const session = useSessionOf(id)
  const sees = may('records.read')
  const attendance = useAttendance(id, sees)
  const it = session.data?.value

  return (
    <Page
      title={it?.name ?? t('one')}
      {...(it ? { lead: leadOf(it) } : {})}
      actions={session.data && may('sessions.write') && <SessionActions session={session.data} />}
    >
      <BackLink to={it ? `/sessions?day=${it.local_date}` : '/sessions'}>{t('all')}</BackLink>
      <QueryView query={session} loading={<LoadingState rows={1} />}>
        {({ value }) => (
          <Stack gap={4} align="flex-start">
            <StateBadge tone={SESSION_TONES[value.state]}>{t(`state.${value.state}`)}</StateBadge>
            <Text size="sm" c="dimmed">
              {rulesWords(value.rules).join(' · ')}
            </Text>
          </Stack>
        )}
      </QueryView>
      {sees && <QueryView query={attendance}>{(data) => <Register attendance={data} />}</QueryView>}
    </Page>
  )
}

const leadOf = ({ group_name, local_date, starts_at, ends_at, time_zone }: AttendanceSession) =>
  inARow([
    group_name,
    dayWord(local_date),
    `${hourAndMinute(starts_at, time_zone)}–${hourAndMinute(ends_at, time_zone)}`,
    time_zone,
  ])
