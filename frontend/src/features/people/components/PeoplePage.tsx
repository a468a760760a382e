import { useState } from 'react'
import { Button, Skeleton, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EmptyState } from '@/components/EmptyState'
import { SearchField } from '@/components/form/SearchField'
import { LiveRegion } from '@/components/LiveRegion'
import { Page } from '@/components/Page'
import { GroupPicker } from '@/components/pick/GroupPicker'
import { ProblemNotice } from '@/components/ProblemNotice'
import { useMay } from '@/lib/session'
import { usePeople } from '../api/people'
import classes from './PeoplePage.module.css'
import { PersonPicture } from '@/components/person/PersonPicture'

const SEARCH_PAUSE_MS = 250

export function PeoplePage() {
  const { t } = useTranslation(['people', 'common'])
  const may = useMay()
  const [search, setSearch] = useState('')
  const [q] = useDebouncedValue(search.trim(), SEARCH_PAUSE_MS)
  const [groupId, setGroupId] = useState<string | null>(null)
  const people = usePeople({ q, group_id: groupId })
  const narrowed = q !== '' || groupId !== null
  const found = people.data?.pages.flatMap((page) => page.people) ?? []

  return (
    <Page
      title={t('list.title')}
      lead={t('list.lead')}
      actions={
        <Button component={Link} to="/people/new" leftSection={<IconUserPlus size={20} />}>
          {t('list.add')}
        </Button>
      }
    >
      <div className={classes.filters}>
        <SearchField label={t('list.search')} value={search} onChange={setSearch} />
        {may('groups.read') && <GroupPicker value={groupId} onChange={setGroupId} />}
      </div>
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
          title={narrowed ? t('list.nobody.title') : t('list.empty.title')}
        >
          <Text c="dimmed">{narrowed ? t('list.nobody.lead') : t('list.empty.lead')}</Text>
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
                  {[person.external_id, t('person.shots', { count: person.face_count })]
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
          {t('common:more')}
        </Button>
      )}
      <LiveRegion
        words={q && people.isSuccess && found.length === 0 ? t('list.nobody.title') : ''}
      />
    </Page>
  )
}
