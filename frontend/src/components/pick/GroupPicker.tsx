import { Select, type SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useGroupChoices } from './groups'

type Props = Omit<SelectProps, 'value' | 'onChange' | 'data'> & {
  value: string | null
  onChange: (groupId: string | null) => void
  /** Ids that are no choice, such as those already chosen. */
  without?: readonly string[]
}

/** One of the groups; none chosen means all of them where it narrows a list. */
export function GroupPicker({ value, onChange, without = [], ...rest }: Props) {
  const { t } = useTranslation()
  const groups = useGroupChoices()
  return (
    <Select
      searchable
      clearable
      label={t('pick.group')}
      placeholder={t('pick.all_groups')}
      nothingFoundMessage={groups.isFetching ? t('loading') : t('pick.no_group')}
      clearButtonProps={{ 'aria-label': t('clear_search') }}
      error={groups.isError ? t('pick.groups_failed') : undefined}
      {...rest}
      data={(groups.data ?? [])
        .filter(({ id }) => !without.includes(id))
        .map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
    />
  )
}
