import { type FormEvent, useState } from 'react'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '@/components/ProblemNotice'
import type { Person } from '@/lib/api-types'
import { useUpdatePerson } from '../api/update-person'

export function EditPerson({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation(['people', 'common'])
  const [name, setName] = useState(person.name)
  const [externalId, setExternalId] = useState(person.external_id ?? '')
  const update = useUpdatePerson(person.id)
  const nameMissing = name.trim() === ''

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (nameMissing) return
    update.mutate(
      { name: name.trim(), external_id: externalId.trim() || null },
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
