import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMay } from '@/lib/session'

type PersonRef = { id: string; name: string | null }

/** Whom something is about: a link where the user may open the person, and a word where nobody is known. */
export function PersonLink({ person }: { person: PersonRef | null }) {
  const { t } = useTranslation()
  const may = useMay()
  if (!person) return <>{t('unknown')}</>
  if (person.name === null) return <>{t('state.erased')}</>
  if (!may('people.read')) return <bdi>{person.name}</bdi>
  return (
    <Link to={`/people/${person.id}`}>
      <bdi>{person.name}</bdi>
    </Link>
  )
}
