import { useQuery } from '@tanstack/react-query'
import { Navigate } from 'react-router'
import { siteStatusQueryOptions } from '@/features/guide/api/site-status'
import { type Permission, permits } from '@/lib/permissions'
import { useMe } from '@/lib/session'
import { NotFoundPage } from './NotFoundPage'
import { PLACES } from './places'
import { Starting } from './Starting'

/** The start page is the guide while the site is empty, then the first place that the user may be at. */
export function Home() {
  const me = useMe()
  const may = (permission: Permission | null) => permission === null || permits(me, permission)
  const guides = may('people.write') && may('check_in')
  const status = useQuery({ ...siteStatusQueryOptions, enabled: guides, retry: false })
  if (guides && status.isPending) return <Starting />
  if (guides && status.data?.counts?.people === 0) return <Navigate to="/welcome" replace />
  if (me?.role === 'kiosk') return <Navigate to="/kiosk" replace />
  const first = PLACES.find(
    ({ section, needs, shows = () => true }) => section && may(needs) && me !== null && shows(me),
  )
  return first ? <Navigate to={first.path} replace /> : <NotFoundPage />
}
