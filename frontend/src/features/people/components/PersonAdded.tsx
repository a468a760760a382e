import { Button, Group, List, Stack, Text } from '@mantine/core'
import { Link } from 'react-router'
import { Notice } from '@/components/Notice'
import type { AddPersonResult } from '@/lib/api-types'
import { ADD as words } from '../words'
import { RejectedShots } from './RejectedShots'

/** What became of each shot, and the way on. */
export function PersonAdded({
  result: { person, faces, rejected_images: rejected, similar_people: similar },
  onAnother,
}: {
  result: AddPersonResult
  onAnother: () => void
}) {
  return (
    <Stack gap="md">
      <Notice tone="success" title={words.doneTitle(person.name)}>
        {words.stored(faces.length)}
      </Notice>
      <RejectedShots rejected={rejected} />
      {similar.length > 0 && (
        <Notice tone="warning" title={words.similarTitle}>
          <Text size="sm">{words.similar}</Text>
          <List size="sm">
            {similar.map(({ id, name }) => (
              <List.Item key={id}>
                <Link to={`/people/${id}`}>
                  <bdi>{name ?? id}</bdi>
                </Link>
              </List.Item>
            ))}
          </List>
        </Notice>
      )}
      <Group>
        <Button component={Link} to={`/people/${person.id}`}>
          {words.toPerson}
        </Button>
        <Button variant="default" onClick={onAnother}>
          {words.another}
        </Button>
      </Group>
    </Stack>
  )
}
