import { Button, Group, Stack, Text } from '@mantine/core'
import { IconFaceId } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { Notice } from '@/components/Notice'
import { PersonPicture } from '@/components/person/PersonPicture'
import { ProblemNotice } from '@/components/ProblemNotice'
import type { AddPersonResult } from '@/lib/api-types'
import { useMergePerson } from '../api/merge-person'
import classes from './PersonAdded.module.css'
import { RejectedShots } from './RejectedShots'

/** What became of each shot, whether somebody alike was there already, and the way on. */
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
      {similar.length > 0 && <Similar id={person.id} similar={similar} />}
      <Group>
        <Button component={Link} to={`/people/${person.id}`}>
          {t('add.to_person')}
        </Button>
        <Button variant="default" onClick={onAnother}>
          {t('add.another')}
        </Button>
        <Button
          component={Link}
          to="/check-in"
          variant="default"
          leftSection={<IconFaceId size={20} aria-hidden />}
        >
          {t('add.to_check_in')}
        </Button>
      </Group>
    </Stack>
  )
}

function Similar({ id, similar }: { id: string; similar: AddPersonResult['similar_people'] }) {
  const { t } = useTranslation('people')
  const navigate = useNavigate()
  const merge = useMergePerson(id)
  return (
    <Notice tone="warning" title={t('add.similar')}>
      <Text size="sm">{t('add.similar_lead')}</Text>
      <ul className={classes.similar}>
        {similar.map((other) => (
          <li key={other.id}>
            <PersonPicture id={other.id} name={other.name ?? ''} size={56} />
            <Link to={`/people/${other.id}`} className={classes.name}>
              <bdi>{other.name ?? other.id}</bdi>
            </Link>
            <Button
              variant="default"
              loading={merge.isPending && merge.variables.into === other.id}
              onClick={() =>
                merge.mutate(
                  { into: other.id, reason: t('add.merge_reason'), key: crypto.randomUUID() },
                  { onSuccess: () => navigate(`/people/${other.id}`) },
                )
              }
            >
              {t('add.merge')}
            </Button>
          </li>
        ))}
      </ul>
      {merge.isError && <ProblemNotice error={merge.error} />}
    </Notice>
  )
}
