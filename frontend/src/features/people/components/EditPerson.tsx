import { type FormEvent, useState } from 'react'
import {
  Button,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DateField } from '@/components/form/DateField'
import { useGroupChoices } from '@/components/pick/groups'
import { ProblemNotice } from '@/components/ProblemNotice'
import type { Person } from '@/lib/api-types'
import { genderWord } from '@/lib/face-words'
import { useMay } from '@/lib/session'
import { useUpdatePerson } from '../api/update-person'

export function EditPerson({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation(['people', 'common'])
  const [name, setName] = useState(person.name)
  const [externalId, setExternalId] = useState(person.external_id ?? '')
  const [groups, setGroups] = useState(person.groups)
  const [birthDate, setBirthDate] = useState(person.birth_date ?? '')
  const [gender, setGender] = useState<string>(person.gender ?? '')
  const known = useGroupChoices()
  const may = useMay()
  const update = useUpdatePerson(person.id)
  const nameMissing = name.trim() === ''

  const sameGroups = groups.join('\n') === person.groups.join('\n')

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (nameMissing) return
    update.mutate(
      {
        name: name.trim(),
        external_id: externalId.trim() || null,
        birth_date: birthDate || null,
        gender: (gender || null) as 'female' | 'male' | null,
        ...(sameGroups ? {} : { groups }),
      },
      { onSuccess: onDone },
    )
  }
  return (
    <form onSubmit={submit} noValidate style={{ flex: '1 1 14rem' }}>
      <Stack gap="sm">
        <TextInput
          label={t('add.name')}
          required
          maxLength={200}
          dir="auto"
          data-autofocus
          error={nameMissing && t('add.name_missing')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('add.external_id')}
          maxLength={200}
          value={externalId}
          onChange={(event) => setExternalId(event.currentTarget.value)}
        />
        {may('groups.write') && (
          <TagsInput
            label={t('person.groups')}
            description={t('person.groups_hint')}
            value={groups}
            onChange={setGroups}
            data={(known.data ?? []).map((group) => group.name)}
          />
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <DateField label={t('person.birth_date')} value={birthDate} onChange={setBirthDate} />
          <NativeSelect
            label={t('person.gender')}
            value={gender}
            onChange={(event) => setGender(event.currentTarget.value)}
            data={[
              { value: '', label: t('person.not_said') },
              { value: 'female', label: genderWord('female') },
              { value: 'male', label: genderWord('male') },
            ]}
          />
        </SimpleGrid>
        <Text size="xs" c="dimmed">
          {t('person.profile_hint')}
        </Text>
        {update.isError && <ProblemNotice error={update.error} />}
        <Group>
          <Button type="submit" loading={update.isPending}>
            {t('common:save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
