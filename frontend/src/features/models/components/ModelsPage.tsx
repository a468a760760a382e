import { useState } from 'react'
import { Badge, Button, Code, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconCpu, IconReportAnalytics } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Card } from '@/components/Card'
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog'
import { EmptyState } from '@/components/EmptyState'
import { Facts } from '@/components/Facts'
import { Page } from '@/components/Page'
import { QueryView } from '@/components/QueryView'
import { StateBadge } from '@/components/StateBadge'
import { type Column, DataTable } from '@/components/table/DataTable'
import type { SiteModel } from '@/lib/api-types'
import { whole } from '@/lib/format'
import { toast } from '@/lib/toast'
import { reportPath, useModels, useSwitchModel } from '../api/models'
import { byHead } from '../by-head'
import { figureWord, metricWord } from '../metrics'

export function ModelsPage() {
  const { t } = useTranslation('models')
  const models = useModels()
  const change = useSwitchModel()
  const [wish, setWish] = useState<SiteModel | null>(null)
  const leave = () => {
    change.reset()
    setWish(null)
  }
  const switchTo = () => {
    if (!wish) return
    change.mutate(wish, {
      onSuccess: () => {
        toast.done(t('switch.done', { id: wish.id }))
        leave()
      },
    })
  }
  return (
    <Page title={t('title')} lead={t('lead')}>
      <QueryView query={models}>
        {({ models: list }) =>
          list.length === 0 ? (
            <EmptyState icon={<IconCpu size={32} />} title={t('empty.title')}>
              <Text c="dimmed">{t('empty.lead')}</Text>
            </EmptyState>
          ) : (
            byHead(list).map(([head, some]) => (
              <Card key={head} title={t(`head.${head as 'emotion'}`, head)}>
                <Stack gap="sm">
                  {some.map((model) => (
                    <ModelCard
                      key={`${model.id} ${model.version}`}
                      model={model}
                      onSwitch={() => setWish(model)}
                    />
                  ))}
                </Stack>
              </Card>
            ))
          )
        }
      </QueryView>
      <ConfirmDialog
        opened={wish !== null}
        title={t('switch.title', { id: wish?.id ?? '' })}
        confirm={t('switch.open')}
        danger={wish?.embedder ?? false}
        pending={change.isPending}
        error={change.error}
        onConfirm={switchTo}
        onClose={leave}
      >
        <Text>{t(wish?.embedder ? 'switch.embedder' : 'switch.lead')}</Text>
      </ConfirmDialog>
    </Page>
  )
}

function ModelCard({ model, onSwitch }: { model: SiteModel; onSwitch: () => void }) {
  const { t } = useTranslation('models')
  const { id, version, active, switchable, licence, terms_note, research_only, figures } = model
  return (
    <Paper component="article" withBorder p="md" radius="md" aria-label={`${id} ${version}`}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Title order={3} size="h5">
            <bdi>{id}</bdi>{' '}
            <Text span c="dimmed" size="sm">
              <bdi>{version}</bdi>
            </Text>
          </Title>
          <Group gap="xs" mt={4}>
            {active && <StateBadge tone="good">{t('active')}</StateBadge>}
            {model.trained_here && <Badge variant="default">{t('trained_here')}</Badge>}
            {research_only && <StateBadge tone="warn">{t('research_only')}</StateBadge>}
          </Group>
        </div>
        <Group gap="xs">
          {model.report && (
            <Button
              component="a"
              href={reportPath(model)}
              target="_blank"
              rel="noopener"
              variant="default"
              leftSection={<IconReportAnalytics size={18} aria-hidden />}
            >
              {t('report')}
            </Button>
          )}
          {!active && switchable && <Button onClick={onSwitch}>{t('switch.open')}</Button>}
        </Group>
      </Group>
      <Stack gap="xs" mt="sm">
        {figures.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('no_figures')}
          </Text>
        ) : (
          <Figures model={model} />
        )}
        <Facts
          facts={[
            [t('licence'), licence],
            terms_note && [t('terms'), terms_note],
            [t('source'), model.source],
            [t('device'), model.device],
            model.labels.length > 0 && [t('labels'), model.labels.join(', ')],
          ]}
        />
      </Stack>
    </Paper>
  )
}

/** Each figure with how many it was measured on and how: without those it says little. */
function Figures({ model: { id, figures } }: { model: SiteModel }) {
  const { t } = useTranslation('models')
  const columns: Column<SiteModel['figures'][number]>[] = [
    {
      id: 'metric',
      title: t('figures.measured'),
      cell: (figure) => metricWord(figure) ?? <Code>{figure.metric}</Code>,
    },
    {
      id: 'value',
      title: t('figures.value'),
      align: 'end',
      cell: (figure) => <strong>{figureWord(figure)}</strong>,
    },
    { id: 'n', title: t('figures.of'), align: 'end', cell: ({ n }) => whole(n) },
    {
      id: 'how',
      title: t('figures.how'),
      cell: ({ protocol, source }) => (
        <Text span size="sm" c="dimmed" dir="auto">
          {[protocol, source].filter(Boolean).join(' · ')}
        </Text>
      ),
    },
  ]
  return (
    <DataTable
      label={`${t('figures.measured')}: ${id}`}
      columns={columns}
      rows={figures}
      rowKey={({ metric, protocol }) => `${metric} ${protocol}`}
    />
  )
}
