import { useState } from 'react'
import { Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useMatchingPeople } from './people'

const PAUSE_MS = 200

export type Picked = { id: string; name: string | null }

type Props = Omit<SelectProps, 'value' | 'onChange' | 'data'> & {
  value: Picked | null
  onChange: (person: Picked | null) => void
  /** Ids that are no choice, such as those already in the group. */
  without?: readonly string[]
}

/** One person out of all of the site's, found by letters of the name or the id. */
export function PersonPicker({ value, onChange, without = [], ...rest }: Props) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [touched, setTouched] = useState(false)
  // What a chosen person is called is no search of its own.
  const asked = search === (value?.name ?? '') ? '' : search.trim()
  const [q] = useDebouncedValue(asked, PAUSE_MS)
  const people = useMatchingPeople(q, touched)
  const found = (people.data?.people ?? []).filter(({ id }) => !without.includes(id))
  const chosen = value && !found.some(({ id }) => id === value.id) ? [value] : []
  const all: Picked[] = [...chosen, ...found]
  const names = new Map(found.map(({ id, external_id }) => [id, external_id]))
  return (
    <Select
      searchable
      clearable
      // In a dialog it would lie over the buttons before anybody asked.
      openOnFocus={false}
      placeholder={t('pick.person')}
      nothingFoundMessage={people.isFetching ? t('loading') : t('pick.nobody')}
      clearButtonProps={{ 'aria-label': t('clear_search') }}
      {...rest}
      data={all.map(({ id, name }) => ({
        value: id,
        label: [name ?? t('state.erased'), names.get(id)].filter(Boolean).join(' · '),
      }))}
      // The server has searched already, by more than what the label says.
      filter={({ options }) => options}
      value={value?.id ?? null}
      onFocus={() => setTouched(true)}
      onSearchChange={setSearch}
      onChange={(id) => onChange(all.find((person) => person.id === id) ?? null)}
    />
  )
}
