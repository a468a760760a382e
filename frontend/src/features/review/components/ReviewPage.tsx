import { Group, NativeSelect, SegmentedControl, Text } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { EmptyState } from '@/components/EmptyState'
import { LiveRegion } from '@/components/LiveRegion'
import { LoadingState } from '@/components/LoadingState'
import { Page } from '@/components/Page'
import { ProblemNotice } from '@/components/ProblemNotice'
import { LoadMore } from '@/components/table/LoadMore'
import type { ReviewItem } from '@/lib/api-types'
import { toast } from '@/lib/toast'
import { type Decision, type ReviewFilter, useDecide, useReview } from '../api/review'
import { ReviewCard } from './ReviewCard'
import classes from './ReviewPage.module.css'

const KINDS = ['UNKNOWN', 'AMBIGUOUS', 'LOW_QUALITY', 'OFFLINE', 'FLAGGED'] as const
const STATES = ['open', 'decided'] as const

const isKind = (value: string | null): value is ReviewItem['kind'] =>
  (KINDS as readonly (string | null)[]).includes(value)

export function ReviewPage() {
  const { t } = useTranslation('review')
  const [search, setSearch] = useSearchParams()
  const asked = search.get('kind')
  const filter: ReviewFilter = {
    state: search.get('state') === 'decided' ? 'decided' : 'open',
    kind: isKind(asked) ? asked : null,
  }
  const review = useReview(filter)
  const decide = useDecide(filter)
  const items = (review.data?.pages.flatMap((page) => page.items) ?? []).filter(
    ({ state }) => (state === 'open') === (filter.state === 'open'),
  )

  const show = (change: Record<string, string>) => {
    const next = new URLSearchParams(search)
    for (const [key, value] of Object.entries(change)) {
      if (value) next.set(key, value)
      else next.delete(key)
    }
    setSearch(next, { replace: true })
  }
  const carryOut = (id: string, decision: Decision) =>
    decide.mutate(
      { id, decision },
      {
        onSuccess: ({ taught, taught_reason }) =>
          toast.done(
            [t(`done.${decision.act}`), taught ? t('taught') : taught_reason]
              .filter(Boolean)
              .join(' '),
          ),
        onError: toast.failed,
      },
    )

  return (
    <Page title={t('title')} lead={t('lead')}>
      <Group gap="sm" align="flex-end">
        <SegmentedControl
          aria-label={t('state.label')}
          value={filter.state}
          onChange={(state) => show({ state: state === 'open' ? '' : state })}
          data={STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <NativeSelect
          label={t('kind.label')}
          value={filter.kind ?? ''}
          onChange={(event) => show({ kind: event.currentTarget.value })}
          data={[
            { value: '', label: t('kind.all') },
            ...KINDS.map((value) => ({ value, label: t(`kind.${value}.title`) })),
          ]}
        />
      </Group>
      {review.isError && (
        <ProblemNotice error={review.error} onRetry={() => void review.refetch()} />
      )}
      {review.isPending && <LoadingState rows={3} height={200} />}
      {review.isSuccess && items.length === 0 && (
        <EmptyState icon={<IconChecks size={32} />} title={t(`empty.${filter.state}.title`)}>
          <Text c="dimmed">{t(`empty.${filter.state}.lead`)}</Text>
        </EmptyState>
      )}
      <ul className={classes.list} aria-label={t('title')}>
        {items.map((item) => (
          <li key={item.id}>
            <ReviewCard item={item} onDecide={(decision) => carryOut(item.id, decision)} />
          </li>
        ))}
      </ul>
      <LoadMore query={review} />
      <LiveRegion words={review.isSuccess ? t('count', { count: items.length }) : ''} />
    </Page>
  )
}
