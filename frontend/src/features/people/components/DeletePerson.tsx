import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useNavigate } from 'react-router'
import { ProblemNotice } from '@/components/ProblemNotice'
import type { Person } from '@/lib/api-types'
import { useDeletePerson } from '../api/delete-person'
import { PERSON as words } from '../words'

export function DeletePerson({
  person,
  opened,
  onClose,
}: {
  person: Person
  opened: boolean
  onClose: () => void
}) {
  const navigate = useNavigate()
  const deleting = useDeletePerson(person.id)
  return (
    <Modal opened={opened} onClose={onClose} title={words.deleteTitle} centered>
      <Stack gap="md">
        <Text>{words.deleteLead(person.name)}</Text>
        {deleting.isError && <ProblemNotice error={deleting.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {words.keep}
          </Button>
          <Button
            color="red.9"
            loading={deleting.isPending}
            onClick={() =>
              deleting.mutate(undefined, {
                onSuccess: () => navigate('/people', { replace: true }),
              })
            }
          >
            {words.delete}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
