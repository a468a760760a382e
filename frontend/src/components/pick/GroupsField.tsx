import { MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useGroupChoices } from '@/components/pick/groups'

/** The groups that a manager runs. */
export function GroupsField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string[]
  onChange: (ids: string[]) => void
}) {
  const { t } = useTranslation()
  const groups = useGroupChoices()
  return (
    <MultiSelect
      searchable
      clearable
      label={label}
      placeholder={value.length === 0 ? t('pick.group') : undefined}
      nothingFoundMessage={t('pick.no_group')}
      clearButtonProps={{ 'aria-label': t('clear_search') }}
      data={(groups.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
    />
  )
}
