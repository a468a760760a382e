import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { BackLink } from '@/components/BackLink'
import { Card } from '@/components/Card'
import { Facts } from '@/components/Facts'
import { LiveRegion } from '@/components/LiveRegion'
import { Notice } from '@/components/Notice'
import { Page } from '@/components/Page'
import { ProblemNotice } from '@/components/ProblemNotice'
import { QueryView } from '@/components/QueryView'
import { StateBadge } from '@/components/StateBadge'
import type { Import } from '@/lib/api-types'
import { dayAndTime, whole } from '@/lib/format'
import { isMoving, useImport, useTurnImport } from '../api/imports'
import { STATE_TONES } from '../states'
import { ImportRows } from './ImportRows'

export function ImportPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('imports')
  const one = useImport(id)
  return (
    <Page title={one.data?.filename ?? t('one')}>
      <BackLink to="/imports">{t('all')}</BackLink>
      <QueryView query={one}>
        {(it) => (
          <>
            <ImportCard it={it} />
            <ImportRows key={`${it.dry_run} ${isMoving(it)}`} it={it} />
          </>
        )}
      </QueryView>
    </Page>
  )
}

function ImportCard({ it }: { it: Import }) {
  const { t } = useTranslation('imports')
  const turn = useTurnImport(it.id)
  const { state, dry_run, total, done, created, updated, skipped, failed, error } = it
  const checked = dry_run && state === 'done'
  const share = total > 0 ? (100 * done) / total : 0
  const title = checked ? t('state.checked') : t(`state.${state}`)
  return (
    <Card title={t(`kind.${it.kind}.title`)} lead={dayAndTime(it.created_at)}>
      <Group gap="sm">
        <StateBadge tone={STATE_TONES[state]}>{title}</StateBadge>
        <Text>{t('of', { done: whole(done), total: whole(total) })}</Text>
      </Group>
      <Progress
        value={share}
        size="lg"
        aria-label={t('progress')}
        animated={isMoving(it)}
        color={state === 'failed' ? 'red' : undefined}
      />
      {isMoving(it) ? null : <LiveRegion words={title} />}
      {error && (
        <Notice tone="danger" title={t('stopped')}>
          {error.detail}
        </Notice>
      )}
      {checked && (
        <Notice tone={failed > 0 ? 'warning' : 'success'} title={t('checked.title')}>
          {t(failed > 0 ? 'checked.some' : 'checked.all', { count: failed })}
        </Notice>
      )}
      <Facts
        facts={[
          [t(dry_run ? 'would_create' : 'created'), whole(created)],
          [t(dry_run ? 'would_update' : 'updated'), whole(updated)],
          [t('skipped'), whole(skipped)],
          [t('failed'), whole(failed)],
        ]}
      />
      {turn.error && <ProblemNotice error={turn.error} />}
      <Stack gap="xs">
        <Group gap="sm">
          {checked && (
            <Button
              leftSection={<IconPlayerPlay size={18} aria-hidden />}
              loading={turn.isPending}
              disabled={created + updated === 0}
              onClick={() => turn.mutate('run')}
            >
              {t('run')}
            </Button>
          )}
          {(state === 'paused' || (state === 'failed' && done < total)) && (
            <Button
              leftSection={<IconPlayerPlay size={18} aria-hidden />}
              loading={turn.isPending}
              onClick={() => turn.mutate('resume')}
            >
              {t('resume')}
            </Button>
          )}
          {(isMoving(it) || state === 'paused') && (
            <Button
              variant="default"
              leftSection={<IconPlayerStop size={18} aria-hidden />}
              loading={turn.isPending}
              onClick={() => turn.mutate('cancel')}
            >
              {t('cancel')}
            </Button>
          )}
        </Group>
        {isMoving(it) && (
          <Text size="sm" c="dimmed">
            {t('goes_on')}
          </Text>
        )}
      </Stack>
    </Card>
  )
}
