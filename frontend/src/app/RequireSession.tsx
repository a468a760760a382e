import { Suspense, lazy } from 'react'
import { Container } from '@mantine/core'
import { Navigate, Outlet, useLocation } from 'react-router'
import { useSession } from '@/lib/session'
import { Starting } from './Starting'

// Of the first load only what every first page needs.
const ProblemNotice = lazy(async () => ({
  default: (await import('@/components/ProblemNotice')).ProblemNotice,
}))

/** Shows what is inside to whoever is signed in, and leads everybody else to the login and back. */
export function RequireSession() {
  const location = useLocation()
  const { data: session, error, refetch } = useSession()
  if (!session && error) {
    return (
      <Container size="xs" py="xl">
        <Suspense fallback={<Starting />}>
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        </Suspense>
      </Container>
    )
  }
  if (!session) return <Starting />
  if (session.state === 'out') {
    const from = session.because === 'left' ? '/' : location.pathname
    return <Navigate to="/login" replace state={{ from }} />
  }
  // The gateway answers nothing else until the password is the user's own.
  if (session.me.must_change_password && location.pathname !== '/account') {
    return <Navigate to="/account" replace />
  }
  return <Outlet />
}
