import { Badge, Group, Skeleton, Text } from '@mantine/core'
import { Card } from '@/components/Card'
import { ProblemNotice } from '@/components/ProblemNotice'
import type { Model } from '@/lib/api-types'
import { useStatus } from '../api/status'
import { MODELS as words } from '../words'
import classes from './ModelsCard.module.css'

export function ModelsCard() {
  const status = useStatus()
  return (
    <Card title={words.title}>
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
  return (
    <li>
      <Group gap="xs">
        <Text fw={600}>{model.task.toLowerCase().replaceAll('_', ' ')}</Text>
        {model.research_only && <Badge variant="default">{words.research}</Badge>}
      </Group>
      <Text size="sm" c="dimmed" className={classes.name}>
        {model.id} {model.version}
      </Text>
      <Text size="sm">
        {words.licence}: {model.licence}
      </Text>
      <Text size="sm">
        {words.trained}: {model.training_data}
      </Text>
      {model.accuracy.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.noAccuracy}
        </Text>
      )}
      {model.accuracy.map(({ metric, value, n, protocol }) => (
        <Text size="sm" key={`${metric} ${protocol}`}>
          {words.accuracy}: {metric.replaceAll('_', ' ')} {Number(value.toPrecision(4))} (
          {words.n(n)}, {protocol})
        </Text>
      ))}
    </li>
  )
}
