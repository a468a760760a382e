import { useState } from 'react'
import { Button, FileInput, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { BackLink } from '@/components/BackLink'
import { Card } from '@/components/Card'
import { Page } from '@/components/Page'
import { ProblemNotice } from '@/components/ProblemNotice'
import type { ImportOptions, ImportPreview } from '@/lib/api-types'
import { type ImportKind, type Mapping, useDryRun, usePreview } from '../api/new-import'
import { MappingCard } from './MappingCard'
import { OptionsFields } from './OptionsFields'

const KINDS = ['roster', 'pictures'] as const
const ACCEPT: Record<ImportKind, string> = {
  roster: '.csv,.tsv,.txt,text/csv,text/plain',
  pictures: '.zip,application/zip',
}
const USUAL: ImportOptions = {
  on_existing: 'update',
  remove_from_groups: false,
  create_missing: false,
}

/** A file, what its columns mean, and a check of every row before anything is changed. */
export function NewImportPage() {
  const { t } = useTranslation('imports')
  const navigate = useNavigate()
  const preview = usePreview()
  const dryRun = useDryRun()
  const [key, setKey] = useState(() => crypto.randomUUID())
  const [kind, setKind] = useState<ImportKind>('roster')
  const [file, setFile] = useState<File | null>(null)
  const [mapping, setMapping] = useState<Mapping>({})
  const [options, setOptions] = useState<ImportOptions>(USUAL)

  const read = (chosen: File | null, as: ImportKind, how: ImportOptions) => {
    setFile(chosen)
    setKind(as)
    setOptions(how)
    setKey(crypto.randomUUID())
    preview.reset()
    dryRun.reset()
    if (!chosen) return
    preview.mutate(
      { kind: as, file: chosen, mapping: null, options: how },
      { onSuccess: (seen) => setMapping(seen.mapping as Mapping) },
    )
  }
  const seen: ImportPreview | undefined = preview.data
  const lacking = seen?.fields.filter(({ name, required }) => required && !mapping[name]) ?? []

  const check = () => {
    if (!file) return
    dryRun.mutate(
      { wish: { kind, file, mapping, options }, key },
      { onSuccess: ({ id }) => void navigate(`/imports/${id}`) },
    )
  }

  return (
    <Page title={t('new')} lead={t('new_lead')}>
      <BackLink to="/imports">{t('all')}</BackLink>
      <Card title={t('step.file')}>
        <SegmentedControl
          aria-label={t('kind.label')}
          value={kind}
          onChange={(value) => read(null, value as ImportKind, options)}
          data={KINDS.map((value) => ({ value, label: t(`kind.${value}.title`) }))}
        />
        <Text size="sm" c="dimmed">
          {t(`kind.${kind}.lead`)}
        </Text>
        <FileInput
          label={t('file')}
          placeholder={t('choose')}
          leftSection={<IconFile size={18} aria-hidden />}
          accept={ACCEPT[kind]}
          clearable
          clearButtonProps={{ 'aria-label': t('take_away') }}
          value={file}
          onChange={(chosen) => read(chosen, kind, options)}
        />
        {preview.isPending && (
          <Text role="status" c="dimmed">
            {t('reading')}
          </Text>
        )}
        {preview.error && (
          <ProblemNotice error={preview.error} onRetry={() => read(file, kind, options)} />
        )}
      </Card>
      {seen && (
        <>
          <MappingCard preview={seen} mapping={mapping} onChange={setMapping} />
          <Card title={t('step.options')}>
            <OptionsFields
              kind={kind}
              value={options}
              onChange={setOptions}
              onReread={(how) => read(file, kind, how)}
            />
          </Card>
          <Stack gap="sm">
            {dryRun.error && <ProblemNotice error={dryRun.error} />}
            {lacking.length > 0 && (
              <Text role="alert">
                {t('lacking', { fields: lacking.map(({ name }) => fieldWord(name, t)).join(', ') })}
              </Text>
            )}
            <Group>
              <Button disabled={lacking.length > 0} loading={dryRun.isPending} onClick={check}>
                {t('check')}
              </Button>
              <Text size="sm" c="dimmed">
                {t('check_lead')}
              </Text>
            </Group>
          </Stack>
        </>
      )}
    </Page>
  )
}

const fieldWord = (name: string, t: ReturnType<typeof useTranslation<'imports'>>['t']): string =>
  t(`field.${name as 'name'}`, name)
