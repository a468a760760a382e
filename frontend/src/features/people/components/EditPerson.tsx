import { type FormEvent, useState } from 'react'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { ProblemNotice } from '@/components/ProblemNotice'
import type { Person } from '@/lib/api-types'
import { useUpdatePerson } from '../api/update-person'
import { ADD, PERSON as words } from '../words'

export function EditPerson({ person, onDone }: { person: Person; onDone: () => void }) {
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
          label={ADD.name}
          required
          maxLength={200}
          dir="auto"
          data-autofocus
          error={nameMissing && ADD.nameMissing}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={ADD.externalId}
          maxLength={200}
          value={externalId}
          onChange={(event) => setExternalId(event.currentTarget.value)}
        />
        {update.isError && <ProblemNotice error={update.error} />}
        <Group>
          <Button type="submit" loading={update.isPending}>
            {words.save}
          </Button>
          <Button variant="default" onClick={onDone}>
            {words.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
