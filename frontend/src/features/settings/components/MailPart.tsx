import { type FormEvent, useState } from 'react'
import {
  Button,
  Group,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PasswordField } from '@/components/form/PasswordField'
import { Card } from '@/components/Card'
import { Notice } from '@/components/Notice'
import { ProblemNotice } from '@/components/ProblemNotice'
import { QueryView } from '@/components/QueryView'
import { StateBadge } from '@/components/StateBadge'
import { type Column, DataTable } from '@/components/table/DataTable'
import type { Tagged } from '@/lib/api-client'
import type { MailMessage, Settings } from '@/lib/api-types'
import { dayAndTime } from '@/lib/format'
import { toast } from '@/lib/toast'
import { useMail, useRetryMail, useTestMail } from '../api/mail'
import { useDraft } from '../useDraft'
import { GroupRecipients } from './GroupRecipients'
import { SettingsForm } from './SettingsForm'

type Props = { settings: Tagged<Settings> }
const TLS = ['starttls', 'tls', 'none'] as const

/** Through which server mail goes out, to whom absences are told, and what became of each mail. */
export function MailPart({ settings }: Props) {
  return (
    <Stack gap="md">
      <ServerCard settings={settings} />
      <AbsenteesCard settings={settings} />
      <TestCard />
      <SentCard />
    </Stack>
  )
}

function ServerCard({ settings }: Props) {
  const { t } = useTranslation('settings')
  const { draft, set, form } = useDraft(
    settings,
    ({ mail }) => ({
      host: mail?.host ?? '',
      port: mail?.port ?? 587,
      tls: mail?.tls ?? ('starttls' as const),
      username: mail?.username ?? '',
      from: mail?.from ?? '',
      site: mail?.site ?? '',
      password: '',
    }),
    ({ password, site, ...mail }) => ({
      mail: { ...mail, ...(site ? { site } : {}), ...(password ? { password } : {}) },
    }),
  )
  const kept = settings.value.mail?.password_set ?? false
  return (
    <SettingsForm title={t('mail.title')} lead={t('mail.lead')} {...form}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label={t('mail.host')}
          dir="ltr"
          value={draft.host}
          onChange={(event) => set({ host: event.currentTarget.value })}
        />
        <NumberInput
          label={t('mail.port')}
          min={1}
          max={65_535}
          allowDecimal={false}
          thousandSeparator={false}
          hideControls
          value={draft.port}
          onChange={(port) => set({ port: Number(port) || 0 })}
        />
        <NativeSelect
          label={t('mail.tls.label')}
          value={draft.tls}
          onChange={(event) => set({ tls: event.currentTarget.value as (typeof TLS)[number] })}
          data={TLS.map((value) => ({ value, label: t(`mail.tls.${value}`) }))}
        />
        <TextInput
          label={t('mail.from')}
          type="email"
          dir="ltr"
          value={draft.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <TextInput
          label={t('mail.username')}
          autoComplete="off"
          dir="ltr"
          value={draft.username}
          onChange={(event) => set({ username: event.currentTarget.value })}
        />
        <PasswordField
          label={t('mail.password')}
          placeholder={kept ? t('mail.password_kept') : undefined}
          autoComplete="new-password"
          value={draft.password}
          onChange={(event) => set({ password: event.currentTarget.value })}
        />
        <TextInput
          label={t('mail.site')}
          type="url"
          dir="ltr"
          placeholder={window.location.origin}
          value={draft.site}
          onChange={(event) => set({ site: event.currentTarget.value })}
        />
      </SimpleGrid>
    </SettingsForm>
  )
}

function AbsenteesCard({ settings }: Props) {
  const { t } = useTranslation('settings')
  const { draft, set, form } = useDraft(
    settings,
    ({ absentee_mail }) => ({
      enabled: absentee_mail?.enabled ?? false,
      recipients: absentee_mail?.recipients ?? [],
      group_recipients: absentee_mail?.group_recipients ?? [],
    }),
    (absentee_mail) => ({ absentee_mail }),
  )
  return (
    <SettingsForm title={t('absentees.title')} lead={t('absentees.lead')} {...form}>
      <Switch
        label={t('absentees.on')}
        checked={draft.enabled}
        onChange={(event) => set({ enabled: event.currentTarget.checked })}
      />
      <TagsInput
        label={t('absentees.to')}
        description={t('absentees.to_hint')}
        value={draft.recipients}
        onChange={(recipients) => set({ recipients })}
      />
      <GroupRecipients
        value={draft.group_recipients}
        onChange={(group_recipients) => set({ group_recipients })}
      />
    </SettingsForm>
  )
}

function TestCard() {
  const { t } = useTranslation('settings')
  const test = useTestMail()
  const [to, setTo] = useState('')
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (to.trim()) test.mutate(to.trim())
  }
  return (
    <Card title={t('mail.test')}>
      <form onSubmit={send}>
        <Group align="flex-end">
          <TextInput
            type="email"
            label={t('mail.test_to')}
            required
            withAsterisk={false}
            dir="ltr"
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <Button type="submit" loading={test.isPending}>
            {t('mail.test_send')}
          </Button>
        </Group>
      </form>
      {test.error && <ProblemNotice error={test.error} />}
      {test.data &&
        (test.data.error ? (
          <Notice tone="danger" title={t('mail.test_failed')}>
            {test.data.error}
          </Notice>
        ) : (
          <Notice tone="success" title={t('mail.test_done')} />
        ))}
    </Card>
  )
}

const TONES = { waiting: 'warn', sent: 'good', dead: 'bad' } as const

function SentCard() {
  const { t } = useTranslation(['settings', 'common'])
  const mail = useMail()
  const retry = useRetryMail()
  const columns: Column<MailMessage>[] = [
    { id: 'subject', title: t('mail.subject'), cell: ({ subject }) => <bdi>{subject}</bdi> },
    { id: 'to', title: t('mail.to'), cell: ({ to }) => <bdi>{to.join(', ')}</bdi> },
    {
      id: 'when',
      tight: true,
      title: t('mail.when'),
      cell: ({ created_at }) => dayAndTime(created_at),
    },
    {
      id: 'state',
      title: t('mail.state'),
      cell: ({ state, error }) => (
        <span>
          <StateBadge tone={TONES[state]}>{t(`mail.states.${state}`)}</StateBadge>
          {error && <Text size="sm">{error}</Text>}
        </span>
      ),
    },
    {
      id: 'actions',
      title: t('common:actions'),
      align: 'end',
      cell: ({ id, state, subject }) =>
        state === 'dead' ? (
          <Button
            variant="default"
            aria-label={t('mail.again', { subject })}
            onClick={() => retry.mutate(id, { onError: toast.failed })}
          >
            {t('common:retry')}
          </Button>
        ) : (
          '–'
        ),
    },
  ]
  return (
    <Card title={t('mail.sent')}>
      <QueryView query={mail}>
        {({ messages }) =>
          messages.length === 0 ? (
            <Text c="dimmed">{t('mail.none')}</Text>
          ) : (
            <DataTable
              label={t('mail.sent')}
              columns={columns}
              rows={messages}
              rowKey={({ id }) => id}
            />
          )
        }
      </QueryView>
    </Card>
  )
}
