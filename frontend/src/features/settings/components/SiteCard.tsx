import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card } from '@/components/Card'
import { Facts } from '@/components/Facts'
import { ProblemNotice } from '@/components/ProblemNotice'
import type { Status } from '@/lib/api-types'
import { decimals, whole } from '@/lib/format'
import { t } from '@/lib/i18n'
import { useStatus } from '../api/status'

const duration = (seconds: number) =>
  seconds % 60 === 0 && seconds > 0
    ? t('settings:site.minutes', { minutes: seconds / 60 })
    : t('settings:site.seconds', { seconds })

type Counts = NonNullable<Status['counts']>

const searchable = ({ faces, faces_searchable: some }: Counts) =>
  some === faces ? whole(faces) : t('settings:site.some_of', { some, all: faces })

const counted = (counts: Counts): [string, string][] => [
  [t('settings:site.people'), whole(counts.people)],
  [t('settings:site.faces'), searchable(counts)],
  [t('settings:site.records'), whole(counts.records)],
]

function facts(status: Status): [string, string][] {
  return [
    [t('settings:site.version'), status.version],
    [t('settings:site.pack'), status.pack],
    [t('settings:site.device'), [status.device, status.device_detail].filter(Boolean).join(': ')],
    [
      t('settings:site.liveness'),
      t(`settings:policy.${status.liveness.available ? status.liveness.policy : 'unavailable'}`),
    ],
    [
      t('settings:site.threshold'),
      status.match_threshold === null
        ? t('settings:site.no_threshold')
        : decimals(status.match_threshold),
    ],
    [t('settings:site.margin'), decimals(status.ambiguity_margin)],
    [t('settings:site.duplicate'), duration(status.duplicate_window_seconds)],
    ...(status.counts ? counted(status.counts) : []),
  ]
}

export function SiteCard() {
  useTranslation()
  const status = useStatus()
  return (
    <Card title={t('settings:site.title')}>
      {status.isPending && <Skeleton height={220} radius="md" aria-busy="true" />}
      {status.isError && (
        <ProblemNotice error={status.error} onRetry={() => void status.refetch()} />
      )}
      {status.data && <Facts facts={facts(status.data)} />}
    </Card>
  )
}
