import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { BackLink } from '@/components/BackLink'
import { LoadingState } from '@/components/LoadingState'
import { Page } from '@/components/Page'
import { QueryView } from '@/components/QueryView'
import { useMay } from '@/lib/session'
import { usePerson } from '../api/person'
import { AddShots } from './AddShots'
import { PersonAttendance } from './PersonAttendance'
import { PersonCard } from './PersonCard'

export function PersonPage() {
  const { t } = useTranslation('people')
  const { id = '' } = useParams()
  const may = useMay()
  const person = usePerson(id)
  return (
    <Page title={person.data?.name ?? t('person.title')}>
      {may('people.write') && <BackLink to="/people">{t('person.back')}</BackLink>}
      <QueryView query={person} loading={<LoadingState rows={1} height={180} />}>
        {(data) => (
          <>
            <PersonCard person={data} />
            {may('people.write') && <AddShots id={data.id} />}
            <PersonAttendance id={data.id} />
          </>
        )}
      </QueryView>
    </Page>
  )
}
