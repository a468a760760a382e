import { TagsInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useGroupChoices } from '@/components/pick/groups'
import { useMay } from '@/lib/session'

/** The groups of a new person by name: those that are there are offered, another name makes a new one. */
export function GroupNames(props: { value: string[]; onChange: (names: string[]) => void }) {
  const may = useMay()
  return may('groups.read') ? <WithKnown {...props} /> : <Field {...props} known={[]} />
}

function WithKnown(props: { value: string[]; onChange: (names: string[]) => void }) {
  const groups = useGroupChoices()
  return <Field {...props} known={(groups.data ?? []).map(({ name }) => name)} />
}

function Field({
  value,
  onChange,
  known,
}: {
  value: string[]
  onChange: (names: string[]) => void
  known: string[]
}) {
  const { t } = useTranslation('people')
  return (
    <TagsInput
      label={t('add.groups')}
      description={t('add.groups_hint')}
      data={[...new Set(known)]}
      value={value}
      onChange={onChange}
    />
  )
}
