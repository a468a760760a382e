import { Text } from '@mantine/core'
import { IconUserQuestion } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/EmptyState'
import { LoadingState } from '@/components/LoadingState'
import { Page } from '@/components/Page'
import { QueryView } from '@/components/QueryView'
import { useMe } from '@/lib/session'
import { usePerson } from '../api/person'
import { PersonAttendance } from './PersonAttendance'
import { PersonCard } from './PersonCard'

/** What a member sees of the site: themself. */
export function MyPage() {
  const { t } = useTranslation('people')
  const id = useMe()?.person_id
  return (
    <Page title={t('mine.title')} lead={t('mine.lead')}>
      {id ? (
        <Mine id={id} />
      ) : (
        <EmptyState icon={<IconUserQuestion size={32} />} title={t('mine.nobody.title')}>
          <Text c="dimmed">{t('mine.nobody.lead')}</Text>
        </EmptyState>
      )}
    </Page>
  )
}

function Mine({ id }: { id: string }) {
  const person = usePerson(id)
  return (
    <QueryView query={person} loading={<LoadingState rows={1} height={180} />}>
      {(data) => (
        <>
          <PersonCard person={data} />
          <PersonAttendance id={id} />
        </>
      )}
    </QueryView>
  )
}
