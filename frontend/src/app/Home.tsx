import { Navigate } from 'react-router'
import { permits } from '@/lib/permissions'
import { useMe } from '@/lib/session'
import { NotFoundPage } from './NotFoundPage'
import { PLACES } from './places'

/** The start page is the first place that the user may be at. */
export function Home() {
  const me = useMe()
  const first = PLACES.find(
    ({ section, needs, shows = () => true }) =>
      section && (needs === null || permits(me, needs)) && me !== null && shows(me),
  )
  return first ? <Navigate to={first.path} replace /> : <NotFoundPage />
}
