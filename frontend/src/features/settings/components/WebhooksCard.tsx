import { useState } from 'react'
import {
  Button,
  Checkbox,
  Group,
  Modal,
  Paper,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Card } from '@/components/Card'
import { CopyField } from '@/components/CopyField'
import { Details } from '@/components/Details'
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog'
import { FormDialog } from '@/components/dialog/FormDialog'
import { LoadingState } from '@/components/LoadingState'
import { QueryView } from '@/components/QueryView'
import { StateBadge } from '@/components/StateBadge'
import type { Webhook, WebhookDelivery } from '@/lib/api-types'
import { dayAndTime, whole } from '@/lib/format'
import { toast } from '@/lib/toast'
import {
  useAddWebhook,
  useChangeWebhook,
  useDeleteWebhook,
  useDeliveries,
  useRetryDelivery,
  useTestWebhook,
  useWebhooks,
} from '../api/webhooks'

const EVENTS = [
  'check_in.valid',
  'check_in.invalid',
  'session.closed',
  'person.created',
  'person.deleted',
  'record.corrected',
] as const

/** Other systems that are told what happens here, each call signed. */
export function WebhooksCard() {
  const { t } = useTranslation('settings')
  const webhooks = useWebhooks()
  const [adding, setAdding] = useState(false)
  return (
    <Card title={t('webhooks.title')} lead={t('webhooks.lead')}>
      <div>
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
          {t('webhooks.new')}
        </Button>
      </div>
      <QueryView query={webhooks} loading={<LoadingState rows={1} />}>
        {(list) =>
          list.length === 0 ? (
            <Text c="dimmed">{t('webhooks.none')}</Text>
          ) : (
            list.map((webhook) => <WebhookRow key={webhook.id} webhook={webhook} />)
          )
        }
      </QueryView>
      {adding && <WebhookDialog onClose={() => setAdding(false)} />}
    </Card>
  )
}

function WebhookRow({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation(['settings', 'common'])
  const { id, url, events, enabled, failing, last_success_at } = webhook
  const change = useChangeWebhook(id)
  const remove = useDeleteWebhook(id)
  const test = useTestWebhook(id)
  const [asking, setAsking] = useState(false)
  const [open, setOpen] = useState(false)
  return (
    <Paper component="article" withBorder p="md" radius="md" aria-label={url}>
      <Stack gap="xs">
        <Group justify="space-between" gap="sm">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            <bdi>{url}</bdi>
          </Text>
          <Switch
            label={t('webhooks.on')}
            checked={enabled}
            onChange={(event) =>
              change.mutate({ enabled: event.currentTarget.checked }, { onError: toast.failed })
            }
          />
        </Group>
        <Text size="sm" c="dimmed">
          {events
            .map((event) => t(`webhooks.event.${event.replace('.', '_') as 'session_closed'}`))
            .join(', ')}
        </Text>
        <Group gap="xs">
          {failing > 0 && (
            <StateBadge tone="bad">{t('webhooks.failing', { count: failing })}</StateBadge>
          )}
          <Text size="sm">
            {last_success_at
              ? t('webhooks.last', { when: dayAndTime(last_success_at) })
              : t('webhooks.never')}
          </Text>
        </Group>
        {test.data && <DeliveryLine delivery={test.data} />}
        <Group gap="xs">
          <Button
            variant="default"
            loading={test.isPending}
            onClick={() => test.mutate(undefined, { onError: toast.failed })}
          >
            {t('webhooks.test')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconTrash size={18} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {t('common:delete')}
          </Button>
        </Group>
        <Details summary={t('webhooks.deliveries')} onToggle={setOpen}>
          {open && <Deliveries id={id} />}
        </Details>
      </Stack>
      <ConfirmDialog
        opened={asking}
        title={t('webhooks.delete')}
        confirm={t('common:delete')}
        keep={t('common:keep')}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      >
        <Text>{url}</Text>
      </ConfirmDialog>
    </Paper>
  )
}

function Deliveries({ id }: { id: string }) {
  const { t } = useTranslation(['settings', 'common'])
  const deliveries = useDeliveries(id, true)
  const retry = useRetryDelivery(id)
  return (
    <QueryView query={deliveries} loading={<LoadingState rows={2} />}>
      {({ deliveries: list }) =>
        list.length === 0 ? (
          <Text c="dimmed">{t('webhooks.no_deliveries')}</Text>
        ) : (
          <Stack gap="xs">
            {list.map((delivery) => (
              <Group key={delivery.id} justify="space-between" gap="xs">
                <DeliveryLine delivery={delivery} />
                {delivery.state === 'dead' && (
                  <Button
                    variant="default"
                    onClick={() => retry.mutate(delivery.id, { onError: toast.failed })}
                  >
                    {t('common:retry')}
                  </Button>
                )}
              </Group>
            ))}
          </Stack>
        )
      }
    </QueryView>
  )
}

const TONES = { waiting: 'warn', delivered: 'good', dead: 'bad' } as const

function DeliveryLine({ delivery }: { delivery: WebhookDelivery }) {
  const { t } = useTranslation('settings')
  const { event, state, attempts, created_at, response_status, error } = delivery
  return (
    <Group gap="xs">
      <StateBadge tone={TONES[state]}>{t(`webhooks.state.${state}`)}</StateBadge>
      <Text size="sm">
        {[
          event,
          dayAndTime(created_at),
          response_status && `HTTP ${response_status}`,
          t('webhooks.attempts', { attempts: whole(attempts) }),
          error,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </Group>
  )
}

function WebhookDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['settings', 'common'])
  const add = useAddWebhook()
  const [key] = useState(() => crypto.randomUUID())
  const [url, setUrl] = useState('')
  const [events, setEvents] = useState<string[]>(['check_in.valid'])
  const [tried, setTried] = useState(false)
  const fault = !/^https?:\/\/\S+$/.test(url.trim())

  if (add.data) {
    return (
      <Modal
        opened
        onClose={onClose}
        title={t('webhooks.secret_title')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <Stack gap="md">
          <CopyField label={t('webhooks.secret')} value={add.data.secret} />
          <Text size="sm" c="dimmed">
            {t('webhooks.secret_lead')}
          </Text>
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('common:close')}</Button>
          </Group>
        </Stack>
      </Modal>
    )
  }
  return (
    <FormDialog
      opened
      title={t('webhooks.new')}
      pending={add.isPending}
      error={add.error}
      onSubmit={() => {
        setTried(true)
        if (!fault && events.length > 0) {
          add.mutate({ url: url.trim(), events: events as Webhook['events'], key })
        }
      }}
      onClose={onClose}
    >
      <TextInput
        type="url"
        dir="ltr"
        label={t('webhooks.url')}
        placeholder="https://"
        data-autofocus
        value={url}
        error={tried && fault && t('webhooks.url_fault')}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <Checkbox.Group
        label={t('webhooks.events')}
        value={events}
        onChange={setEvents}
        error={tried && events.length === 0 && t('webhooks.events_missing')}
      >
        <Stack gap="xs" mt="xs">
          {EVENTS.map((event) => (
            <Checkbox
              key={event}
              value={event}
              label={t(`webhooks.event.${event.replace('.', '_') as 'session_closed'}`)}
            />
          ))}
        </Stack>
      </Checkbox.Group>
    </FormDialog>
  )
}
