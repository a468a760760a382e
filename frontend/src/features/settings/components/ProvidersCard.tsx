import { useState } from 'react'
import { Button, Group, NativeSelect, Stack, TagsInput, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { PasswordField } from '@/components/form/PasswordField'
import { Card } from '@/components/Card'
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog'
import { FormDialog } from '@/components/dialog/FormDialog'
import type { Tagged } from '@/lib/api-client'
import type { LoginProvider, Settings } from '@/lib/api-types'
import { useChangeSettings } from '../api/settings'

/** What is sent back for a provider that stays: its secret stays too where none is named. */
const kept = ({ id, name, issuer, client_id, domains, role }: LoginProvider) => ({
  id,
  name,
  issuer,
  client_id,
  domains,
  role,
})

/** Places elsewhere at which users may sign in, by OpenID Connect. */
export function ProvidersCard({ settings }: { settings: Tagged<Settings> }) {
  const { t } = useTranslation(['settings', 'common'])
  const change = useChangeSettings(settings)
  const [adding, setAdding] = useState(false)
  const providers = (settings.value.login_providers ?? []) as LoginProvider[]
  const [leaving, setLeaving] = useState<LoginProvider | null>(null)
  const keep = () => {
    change.reset()
    setLeaving(null)
  }
  const remove = () =>
    change.mutate(
      { login_providers: providers.filter(({ id }) => id !== leaving?.id).map(kept) },
      { onSuccess: keep },
    )
  return (
    <Card title={t('providers.title')} lead={t('providers.lead')}>
      {providers.length === 0 && <Text c="dimmed">{t('providers.none')}</Text>}
      {providers.map((provider) => (
        <ProviderLine key={provider.id} provider={provider} onRemove={() => setLeaving(provider)} />
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t('providers.add')}
        </Button>
      </div>
      <ConfirmDialog
        opened={leaving !== null}
        title={t('providers.remove', { name: leaving?.name ?? '' })}
        confirm={t('common:delete')}
        keep={t('common:keep')}
        pending={change.isPending}
        error={change.error}
        onConfirm={remove}
        onClose={keep}
      >
        <Text>{t('providers.remove_lead')}</Text>
      </ConfirmDialog>
      {adding && (
        <ProviderDialog
          settings={settings}
          providers={providers}
          onClose={() => setAdding(false)}
        />
      )}
    </Card>
  )
}

function ProviderLine({
  provider: { name, issuer, domains, role },
  onRemove,
}: {
  provider: LoginProvider
  onRemove: () => void
}) {
  const { t } = useTranslation(['settings', 'common'])
  return (
    <Group justify="space-between">
      <div>
        <Text fw={600}>
          <bdi>{name}</bdi>
        </Text>
        <Text size="sm" c="dimmed">
          <bdi>{issuer}</bdi>
          {domains.length > 0 && ` · ${domains.join(', ')} → ${t(`common:role.${role}`)}`}
        </Text>
      </div>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconTrash size={18} aria-hidden />}
        aria-label={t('providers.remove', { name })}
        onClick={onRemove}
      >
        {t('common:delete')}
      </Button>
    </Group>
  )
}

const EMPTY = {
  id: '',
  name: '',
  issuer: '',
  client_id: '',
  client_secret: '',
  domains: [] as string[],
  role: 'member' as const,
}

function ProviderDialog({
  settings,
  providers,
  onClose,
}: {
  settings: Tagged<Settings>
  providers: readonly LoginProvider[]
  onClose: () => void
}) {
  const { t } = useTranslation(['settings', 'common'])
  const change = useChangeSettings(settings)
  const [draft, setDraft] = useState<Omit<typeof EMPTY, 'role'> & { role: 'manager' | 'member' }>(
    EMPTY,
  )
  const [tried, setTried] = useState(false)
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const lacking = (['id', 'name', 'issuer', 'client_id'] as const).filter(
    (key) => !draft[key].trim(),
  )
  const send = () => {
    setTried(true)
    if (lacking.length > 0) return
    const { client_secret, ...rest } = draft
    change.mutate(
      {
        login_providers: [
          ...providers.map(kept),
          { ...rest, ...(client_secret ? { client_secret } : {}) },
        ],
      },
      { onSuccess: onClose },
    )
  }
  return (
    <FormDialog
      opened
      title={t('providers.add')}
      pending={change.isPending}
      error={change.error}
      onSubmit={send}
      onClose={onClose}
    >
      {(['name', 'id', 'issuer', 'client_id'] as const).map((key) => (
        <TextInput
          key={key}
          label={t(`providers.${key}`)}
          dir={key === 'name' ? 'auto' : 'ltr'}
          value={draft[key]}
          error={tried && lacking.includes(key) && t('providers.missing')}
          onChange={(event) => set({ [key]: event.currentTarget.value })}
        />
      ))}
      <PasswordField
        label={t('providers.client_secret')}
        autoComplete="off"
        value={draft.client_secret}
        onChange={(event) => set({ client_secret: event.currentTarget.value })}
      />
      <Stack gap="md">
        <TagsInput
          label={t('providers.domains')}
          description={t('providers.domains_hint')}
          value={draft.domains}
          onChange={(domains) => set({ domains })}
        />
        <NativeSelect
          label={t('providers.role')}
          value={draft.role}
          onChange={(event) => set({ role: event.currentTarget.value as 'member' })}
          data={(['member', 'manager'] as const).map((role) => ({
            value: role,
            label: t(`common:role.${role}`),
          }))}
        />
      </Stack>
    </FormDialog>
  )
}
