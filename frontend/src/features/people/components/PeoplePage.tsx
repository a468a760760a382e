import { useState } from 'react'
import { Button, CloseButton, Skeleton, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch, IconUserPlus, IconUsers } from '@tabler/icons-react'
import { Link } from 'react-router'
import { EmptyState } from '@/components/EmptyState'
import { LiveRegion } from '@/components/LiveRegion'
import { Page } from '@/components/Page'
import { ProblemNotice } from '@/components/ProblemNotice'
import { usePeople } from '../api/people'
import { LIST as words, PERSON } from '../words'
import classes from './PeoplePage.module.css'
import { PersonPicture } from './PersonPicture'

const SEARCH_PAUSE_MS = 250

export function PeoplePage() {
  const [search, setSearch] = useState('')
  const [q] = useDebouncedValue(search.trim(), SEARCH_PAUSE_MS)
  const people = usePeople(q)
  const found = people.data?.pages.flatMap((page) => page.people) ?? []

  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <Button component={Link} to="/people/new" leftSection={<IconUserPlus size={20} />}>
          {words.add}
        </Button>
      }
    >
      <TextInput
        aria-label={words.search}
        placeholder={words.search}
        leftSection={<IconSearch size={18} />}
        rightSection={
          search && <CloseButton aria-label={words.clear} onClick={() => setSearch('')} />
        }
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {people.isError && (
        <ProblemNotice error={people.error} onRetry={() => void people.refetch()} />
      )}
      {people.isPending && (
        <div className={classes.grid} aria-busy="true">
          {Array.from({ length: 6 }, (_, i) => (
            <Skeleton key={i} height={88} radius="md" />
          ))}
        </div>
      )}
      {people.isSuccess && found.length === 0 && (
        <EmptyState
          icon={<IconUsers size={32} />}
          title={q ? words.nothingFound : words.emptyTitle}
        >
          <Text c="dimmed">{q ? words.nothingFoundLead : words.emptyLead}</Text>
        </EmptyState>
      )}
      <ul className={classes.grid}>
        {found.map((person) => (
          <li key={person.id}>
            <Link to={`/people/${person.id}`} className={classes.person}>
              <PersonPicture id={person.id} name={person.name} size={64} />
              <span className={classes.text}>
                <Text component="span" fw={600} lineClamp={2} dir="auto">
                  {person.name}
                </Text>
                <Text component="span" size="sm" c="dimmed">
                  {[person.external_id, PERSON.shots(person.face_count)]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {people.hasNextPage && (
        <Button
          variant="default"
          loading={people.isFetchingNextPage}
          onClick={() => void people.fetchNextPage()}
        >
          {words.more}
        </Button>
      )}
      <LiveRegion words={q && people.isSuccess && found.length === 0 ? words.nothingFound : ''} />
    </Page>
  )
}
