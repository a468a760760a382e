import { useState } from 'react'
import { Button, Group, Paper, Skeleton, Text } from '@mantine/core'
import { IconArrowLeft, IconPencil, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { Page } from '@/components/Page'
import { ProblemNotice } from '@/components/ProblemNotice'
import type { Person } from '@/lib/api-types'
import { dayAndTime } from '@/lib/format'
import { usePerson } from '../api/person'
import { AddShots } from './AddShots'
import { DeletePerson } from './DeletePerson'
import { EditPerson } from './EditPerson'
import classes from './PersonPage.module.css'
import { PersonPicture } from './PersonPicture'

export function PersonPage() {
  const { t } = useTranslation(['people', 'common'])
  const { id = '' } = useParams()
  const person = usePerson(id)
  const title = person.data?.name ?? t('person.title')
  return (
    <Page
      title={title}
      actions={
        <Button
          component={Link}
          to="/people"
          variant="subtle"
          px="xs"
          leftSection={<IconArrowLeft size={18} />}
        >
          {t('person.back')}
        </Button>
      }
    >
      {person.isPending && <Skeleton height={180} radius="md" aria-busy="true" />}
      {person.isError && (
        <ProblemNotice error={person.error} onRetry={() => void person.refetch()} />
      )}
      {person.data && <PersonCard person={person.data} />}
    </Page>
  )
}

function PersonCard({ person }: { person: Person }) {
  const { t } = useTranslation(['people', 'common'])
  const [doing, setDoing] = useState<'reading' | 'editing' | 'deleting'>('reading')
  const read = () => setDoing('reading')
  const facts: [string, string][] = [
    [t('person.external_id'), person.external_id ?? '–'],
    [t('person.since'), dayAndTime(person.created_at)],
    [
      t('person.consent'),
      person.consent
        ? t('person.consent_version', { version: person.consent })
        : t('person.no_consent'),
    ],
  ]
  return (
    <>
      <Paper withBorder radius="lg" p="lg">
        <div className={classes.card}>
          <PersonPicture id={person.id} name={person.name} size={144} />
          {doing === 'editing' ? (
            <EditPerson person={person} onDone={read} />
          ) : (
            <div className={classes.facts}>
              <Text fw={600}>{t('person.shots', { count: person.face_count })}</Text>
              <dl>
                {facts.map(([label, value]) => (
                  <div key={label}>
                    <dt>{label}</dt>
                    <dd dir="auto">{value}</dd>
                  </div>
                ))}
              </dl>
              <Group gap="sm">
                <Button
                  variant="default"
                  leftSection={<IconPencil size={18} />}
                  onClick={() => setDoing('editing')}
                >
                  {t('common:edit')}
                </Button>
                <Button
                  variant="light"
                  color="red"
                  leftSection={<IconTrash size={18} />}
                  onClick={() => setDoing('deleting')}
                >
                  {t('common:delete')}
                </Button>
              </Group>
            </div>
          )}
        </div>
      </Paper>
      <AddShots id={person.id} />
      <DeletePerson person={person} opened={doing === 'deleting'} onClose={read} />
    </>
  )
}
