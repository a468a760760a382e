import { Badge, Group, Skeleton, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card } from '@/components/Card'
import { ProblemNotice } from '@/components/ProblemNotice'
import type { Model } from '@/lib/api-types'
import { useStatus } from '../api/status'
import classes from './ModelsCard.module.css'

export function ModelsCard() {
  const { t } = useTranslation('settings')
  const status = useStatus()
  return (
    <Card title={t('models.title')}>
      {status.isPending && <Skeleton height={160} radius="md" aria-busy="true" />}
      {status.isError && (
        <ProblemNotice error={status.error} onRetry={() => void status.refetch()} />
      )}
      <ul className={classes.models}>
        {status.data?.models.map((model) => (
          <ModelEntry key={`${model.id} ${model.version}`} model={model} />
        ))}
      </ul>
    </Card>
  )
}

function ModelEntry({ model }: { model: Model }) {
  const { t } = useTranslation('settings')
  return (
    <li>
      <Group gap="xs">
        <Text fw={600}>{model.task.toLowerCase().replaceAll('_', ' ')}</Text>
        {model.research_only && <Badge variant="default">{t('models.research')}</Badge>}
      </Group>
      <Text size="sm" c="dimmed" className={classes.name}>
        {model.id} {model.version}
      </Text>
      <Text size="sm">{t('models.licence', { licence: model.licence })}</Text>
      <Text size="sm">{t('models.trained', { data: model.training_data })}</Text>
      {model.accuracy.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('models.no_accuracy')}
        </Text>
      )}
      {model.accuracy.map(({ metric, value, n, protocol }) => (
        <Text size="sm" key={`${metric} ${protocol}`}>
          {t('models.accuracy', {
            metric: metric.replaceAll('_', ' '),
            value: Number(value.toPrecision(4)),
            n,
            protocol,
          })}
        </Text>
      ))}
    </li>
  )
}
