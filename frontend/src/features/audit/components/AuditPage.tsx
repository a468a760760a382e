import { useState } from 'react'
import { Button, Code, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconHistory, IconShieldCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/EmptyState'
import { PeriodField, lastDays } from '@/components/form/PeriodField'
import { LoadingState } from '@/components/LoadingState'
import { Notice } from '@/components/Notice'
import { Page } from '@/components/Page'
import { UserName } from '@/components/person/UserName'
import { ProblemNotice } from '@/components/ProblemNotice'
import { type Column, DataTable } from '@/components/table/DataTable'
import { LoadMore } from '@/components/table/LoadMore'
import type { AuditEntry } from '@/lib/api-types'
import { dayAndTime, locale, whole } from '@/lib/format'
import { ACTIONS } from '../actions'
import { useAudit, useVerifyAudit } from '../api/audit'
import classes from './AuditPage.module.css'

const PAUSE_MS = 300

export function AuditPage() {
  const { t } = useTranslation('audit')
  const [period, setPeriod] = useState(() => lastDays(30))
  const [action, setAction] = useState('')
  const [subject, setSubject] = useState('')
  const [askedFor] = useDebouncedValue(subject.trim(), PAUSE_MS)
  const actionWord = (name: string) => t(`actions.${name.replace('.', '_') as 'key_created'}`, name)
  const audit = useAudit({
    ...period,
    action: action || null,
    subject: askedFor || null,
  })
  const verify = useVerifyAudit()
  const entries = audit.data?.pages.flatMap((page) => page.entries) ?? []
  const columns: Column<AuditEntry>[] = [
    {
      id: 'action',
      title: t('action'),
      cell: (entry) => <span className={classes.action}>{actionWord(entry.action)}</span>,
    },
    { id: 'at', tight: true, title: t('when'), cell: ({ at }) => dayAndTime(at) },
    { id: 'actor', title: t('who'), cell: ({ actor }) => <UserName id={actor} /> },
    {
      id: 'details',
      title: t('details'),
      cell: ({ subjects, details }) => (
        <span className={classes.details}>
          {subjects.map((id) => (
            <Code key={id}>{id}</Code>
          ))}
          {Object.entries(details).map(([key, value]) => (
            <Text key={key} span size="sm">
              {key}: {typeof value === 'string' ? value : JSON.stringify(value)}
            </Text>
          ))}
        </span>
      ),
    },
    { id: 'number', tight: true, title: t('number'), cell: ({ number }) => whole(number) },
  ]
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={18} aria-hidden />}
          loading={verify.isPending}
          onClick={() => verify.mutate()}
        >
          {t('verify.open')}
        </Button>
      }
    >
      {verify.error && <ProblemNotice error={verify.error} />}
      {verify.data && (
        <Notice
          tone={verify.data.intact ? 'success' : 'danger'}
          title={t(verify.data.intact ? 'verify.intact' : 'verify.broken')}
        >
          {verify.data.intact
            ? t('verify.intact_lead', { count: verify.data.entries })
            : t('verify.broken_lead', { number: whole(verify.data.broken_at ?? 0) })}
        </Notice>
      )}
      <Group gap="sm" align="flex-end">
        <PeriodField value={period} onChange={setPeriod} />
        <NativeSelect
          label={t('action')}
          value={action}
          onChange={(event) => setAction(event.currentTarget.value)}
          data={[
            { value: '', label: t('any_action') },
            ...ACTIONS.map((value) => ({ value, label: actionWord(value) })).toSorted((a, b) =>
              a.label.localeCompare(b.label, locale()),
            ),
          ]}
        />
        <TextInput
          label={t('subject')}
          description={t('subject_hint')}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
      </Group>
      {audit.isError && <ProblemNotice error={audit.error} onRetry={() => void audit.refetch()} />}
      {audit.isPending && <LoadingState />}
      {audit.isSuccess && entries.length === 0 && (
        <EmptyState icon={<IconHistory size={32} />} title={t('empty.title')}>
          <Text c="dimmed">{t('empty.lead')}</Text>
        </EmptyState>
      )}
      {entries.length > 0 && (
        <DataTable
          label={t('title')}
          columns={columns}
          rows={entries}
          rowKey={({ number }) => String(number)}
        />
      )}
      <LoadMore query={audit} />
    </Page>
  )
}
