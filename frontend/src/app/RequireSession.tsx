import { Container } from '@mantine/core'
import { Navigate, Outlet, useLocation } from 'react-router'
import { ProblemNotice } from '@/components/ProblemNotice'
import { useSession } from '@/lib/session'
import { Starting } from './Starting'

/** Shows what is inside to whoever is signed in, and leads everybody else to the login and back. */
export function RequireSession() {
  const location = useLocation()
  const { data: session, error, refetch } = useSession()
  if (!session && error) {
    return (
      <Container size="xs" py="xl">
        <ProblemNotice error={error} onRetry={() => void refetch()} />
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
