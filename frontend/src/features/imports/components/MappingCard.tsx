import { NativeSelect, SimpleGrid, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card } from '@/components/Card'
import type { ImportPreview } from '@/lib/api-types'
import { whole } from '@/lib/format'
import type { Mapping } from '../api/new-import'
import classes from './MappingCard.module.css'

/** Which column is what: guessed from the headings, put right here; below it the first rows. */
export function MappingCard({
  preview,
  mapping,
  onChange,
}: {
  preview: ImportPreview
  mapping: Mapping
  onChange: (mapping: Mapping) => void
}) {
  const { t } = useTranslation('imports')
  const { columns, rows, fields, files, total, kind } = preview
  const choose = (field: string, column: string) => {
    const { [field]: _before, ...others } = mapping
    onChange(column ? { ...others, [field]: column } : others)
  }
  return (
    <Card title={t('step.mapping')} lead={t(`found.${kind}`, { count: total })}>
      {columns.length > 0 && (
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
          {fields.map(({ name, required, description }) => (
            <NativeSelect
              key={name}
              label={t(`field.${name as 'name'}`, name)}
              description={t(`field_hint.${name as 'name'}`, description)}
              required={required}
              value={mapping[name] ?? ''}
              onChange={(event) => choose(name, event.currentTarget.value)}
              data={[
                { value: '', label: t('no_column') },
                ...columns.map((column) => ({ value: column, label: column })),
              ]}
            />
          ))}
        </SimpleGrid>
      )}
      {rows.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('first_rows')}>
          <table className={classes.sample}>
            <caption>{t('first_rows')}</caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    <bdi>{column}</bdi>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, i) => (
                <tr key={i}>
                  {row.map((cell, j) => (
                    <td key={columns[j] ?? j} dir="auto">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {files.length > 0 && (
        <ul className={classes.files} aria-label={t('first_files')}>
          {files.map(({ path, person, matches }) => (
            <li key={path}>
              <bdi>{path}</bdi>
              <Text span c="dimmed" size="sm">
                {person ? t('file_for', { person, matches: whole(matches) }) : t('file_for_nobody')}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
