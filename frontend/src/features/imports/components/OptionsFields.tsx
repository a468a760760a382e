import { NativeSelect, SimpleGrid, Stack, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Details } from '@/components/Details'
import type { ImportOptions } from '@/lib/api-types'
import type { ImportKind } from '../api/new-import'

const ON_EXISTING = ['update', 'skip', 'fail'] as const
const ENCODINGS = ['utf-8', 'utf-16', 'windows-1252'] as const
const SEPARATORS = ['comma', 'semicolon', 'tab', 'pipe'] as const

export function OptionsFields({
  kind,
  value,
  onChange,
  onReread,
}: {
  kind: ImportKind
  value: ImportOptions
  onChange: (options: ImportOptions) => void
  /** Where how the file is read has changed, its head is read again. */
  onReread: (options: ImportOptions) => void
}) {
  const { t } = useTranslation('imports')
  if (kind === 'pictures') {
    return (
      <Switch
        label={t('option.create_missing')}
        checked={value.create_missing ?? false}
        onChange={(event) => onChange({ ...value, create_missing: event.currentTarget.checked })}
      />
    )
  }
  return (
    <Stack gap="md">
      <NativeSelect
        label={t('option.on_existing.label')}
        value={value.on_existing ?? 'update'}
        onChange={(event) =>
          onChange({ ...value, on_existing: event.currentTarget.value as 'update' })
        }
        data={ON_EXISTING.map((choice) => ({
          value: choice,
          label: t(`option.on_existing.${choice}`),
        }))}
      />
      <Switch
        label={t('option.remove_from_groups')}
        checked={value.remove_from_groups ?? false}
        onChange={(event) =>
          onChange({ ...value, remove_from_groups: event.currentTarget.checked })
        }
      />
      <Details summary={t('option.reading')}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NativeSelect
            label={t('option.encoding')}
            value={value.encoding ?? ''}
            onChange={(event) =>
              onReread({ ...value, encoding: event.currentTarget.value || null })
            }
            data={[{ value: '', label: t('option.found_out') }, ...ENCODINGS]}
          />
          <NativeSelect
            label={t('option.separator.label')}
            value={value.separator ?? ''}
            onChange={(event) =>
              onReread({ ...value, separator: event.currentTarget.value || null })
            }
            data={[
              { value: '', label: t('option.found_out') },
              ...SEPARATORS.map((choice) => ({
                value: choice,
                label: t(`option.separator.${choice}`),
              })),
            ]}
          />
        </SimpleGrid>
      </Details>
    </Stack>
  )
}
