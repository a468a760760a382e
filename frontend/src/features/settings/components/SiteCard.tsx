import { Skeleton } from '@mantine/core'
import { Card } from '@/components/Card'
import { ProblemNotice } from '@/components/ProblemNotice'
import type { Status } from '@/lib/api-types'
import { decimals } from '@/lib/format'
import { useStatus } from '../api/status'
import { SITE as words, livenessPolicy } from '../words'
import classes from './SiteCard.module.css'

function counted(counts: NonNullable<Status['counts']>): [string, string][] {
  return [
    [words.people, String(counts.people)],
    [words.faces, words.searchable(counts.faces_searchable, counts.faces)],
    [words.records, String(counts.records)],
  ]
}

function facts(status: Status): [string, string][] {
  return [
    [words.version, status.version],
    [words.pack, status.pack],
    [words.device, [status.device, status.device_detail].filter(Boolean).join(': ')],
    [words.liveness, livenessPolicy(status.liveness)],
    [
      words.threshold,
      status.match_threshold === null ? words.noThreshold : decimals(status.match_threshold),
    ],
    [words.margin, decimals(status.ambiguity_margin)],
    [words.duplicate, words.seconds(status.duplicate_window_seconds)],
    ...(status.counts === null ? [] : counted(status.counts)),
  ]
}

export function SiteCard() {
  const status = useStatus()
  return (
    <Card title={words.title}>
      {status.isPending && <Skeleton height={220} radius="md" aria-busy="true" />}
      {status.isError && (
        <ProblemNotice error={status.error} onRetry={() => void status.refetch()} />
      )}
      {status.data && (
        <dl className={classes.facts}>
          {facts(status.data).map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  )
}
