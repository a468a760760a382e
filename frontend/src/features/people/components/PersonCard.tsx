import { useState } from 'react'
import { Badge, Button, Group, Paper, Text } from '@mantine/core'
import { IconArrowMerge, IconPencil, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Facts } from '@/components/Facts'
import { PersonPicture } from '@/components/person/PersonPicture'
import type { Person } from '@/lib/api-types'
import { genderWord } from '@/lib/face-words'
import { dayAndTime, dayWord } from '@/lib/format'
import { useMay } from '@/lib/session'
import { DeletePerson } from './DeletePerson'
import { EditPerson } from './EditPerson'
import { MergeDialog } from './MergeDialog'
import classes from './PersonPage.module.css'

type Doing = 'reading' | 'editing' | 'merging' | 'deleting'

export function PersonCard({ person }: { person: Person }) {
  const { t } = useTranslation(['people', 'common'])
  const may = useMay()
  const [doing, setDoing] = useState<Doing>('reading')
  const read = () => setDoing('reading')
  return (
    <Paper withBorder radius="lg" p="lg">
      <div className={classes.card}>
        <PersonPicture id={person.id} name={person.name} size={144} />
        {doing === 'editing' ? (
          <EditPerson person={person} onDone={read} />
        ) : (
          <div className={classes.facts}>
            <Text fw={600}>{t('person.shots', { count: person.face_count })}</Text>
            <Facts
              facts={[
                [t('person.groups'), <Groups key="groups" person={person} />],
                [t('person.external_id'), person.external_id ?? '–'],
                person.birth_date && [t('person.birth_date'), dayWord(person.birth_date)],
                person.gender && [t('person.gender'), genderWord(person.gender)],
                [t('person.since'), dayAndTime(person.created_at)],
                [
                  t('person.consent'),
                  person.consent
                    ? t('person.consent_version', { version: person.consent })
                    : t('person.no_consent'),
                ],
              ]}
            />
            {may('people.write') && (
              <Group gap="sm">
                <Button
                  variant="default"
                  leftSection={<IconPencil size={18} aria-hidden />}
                  onClick={() => setDoing('editing')}
                >
                  {t('common:edit')}
                </Button>
                <Button
                  variant="default"
                  leftSection={<IconArrowMerge size={18} aria-hidden />}
                  onClick={() => setDoing('merging')}
                >
                  {t('merge.open')}
                </Button>
                <Button
                  variant="light"
                  color="red"
                  leftSection={<IconTrash size={18} aria-hidden />}
                  onClick={() => setDoing('deleting')}
                >
                  {t('common:delete')}
                </Button>
              </Group>
            )}
          </div>
        )}
      </div>
      <DeletePerson person={person} opened={doing === 'deleting'} onClose={read} />
      {doing === 'merging' && <MergeDialog person={person} onClose={read} />}
    </Paper>
  )
}

function Groups({ person }: { person: Person }) {
  const may = useMay()
  if (person.groups.length === 0) return <>–</>
  return (
    <Group gap="xs" component="span">
      {person.groups.map((name, i) => {
        const id = person.group_ids?.[i]
        return id && may('groups.read') ? (
          <Link key={id} to={`/groups/${id}`}>
            <bdi>{name}</bdi>
          </Link>
        ) : (
          <Badge key={name} variant="default" component="span">
            <bdi>{name}</bdi>
          </Badge>
        )
      })}
    </Group>
  )
}
