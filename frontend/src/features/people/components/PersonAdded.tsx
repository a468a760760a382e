import { Button, Group, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Notice } from '@/components/Notice'
import type { AddPersonResult } from '@/lib/api-types'
import { RejectedShots } from './RejectedShots'

/** What became of each shot, and the way on. */
export function PersonAdded({
  result: { person, faces, rejected_images: rejected, similar_people: similar },
  onAnother,
}: {
  result: AddPersonResult
  onAnother: () => void
}) {
  const { t } = useTranslation('people')
  return (
    <Stack gap="md">
      <Notice tone="success" title={t('add.done', { name: person.name })}>
        {t('add.stored', { count: faces.length })}
      </Notice>
      <RejectedShots rejected={rejected} />
      {similar.length > 0 && (
        <Notice tone="warning" title={t('add.similar')}>
          <Text size="sm">{t('add.similar_lead')}</Text>
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
          {t('add.to_person')}
        </Button>
        <Button variant="default" onClick={onAnother}>
          {t('add.another')}
        </Button>
      </Group>
    </Stack>
  )
}
