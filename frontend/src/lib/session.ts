import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from './api-client'
import { ApiProblem } from './api-problem'
import type { Me } from './api-types'
import { PERMISSIONS, type Permission, permits } from './permissions'

export type Session =
  { state: 'in'; me: Me } | { state: 'out'; because: 'not_yet' | 'left' | 'ended' }

export const SESSION_KEY = ['session']

// A gateway without roles has one user, who may do everything.
const ALONE: Pick<Me, 'role' | 'permissions'> = { role: 'owner', permissions: [...PERMISSIONS] }

/** Who was signed in last on this device: name, role and permissions, no credential. */
const LAST_KEY = 'rollcall-last-user'

async function fetchSession(before: Session | undefined, signal: AbortSignal): Promise<Session> {
  try {
    const me = { ...ALONE, ...(await api.get<Me>('/api/v1/me', { signal })) }
    localStorage.setItem(LAST_KEY, JSON.stringify(me))
    return { state: 'in', me }
  } catch (error) {
    const last = localStorage.getItem(LAST_KEY)
    // Without the network a kiosk that was signed in goes on; every call is still the server's to answer.
    if (error instanceof ApiProblem && error.kind === 'unreachable' && last) {
      return { state: 'in', me: JSON.parse(last) as Me }
    }
    if (!(error instanceof ApiProblem && error.kind === 'signed_out')) throw error
    localStorage.removeItem(LAST_KEY)
    if (before?.state === 'out') return before
    return { state: 'out', because: before ? 'ended' : 'not_yet' }
  }
}

export const sessionQueryOptions = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: ({ client, signal }) => fetchSession(client.getQueryData<Session>(SESSION_KEY), signal),
  staleTime: 60_000,
})

/** Forgets who was signed in, at the end of a session. */
export const forgetLastUser = () => localStorage.removeItem(LAST_KEY)

/** Who is signed in; being signed out is an answer, not an error. */
export const useSession = () => useQuery(sessionQueryOptions)

/** The user, for whatever is drawn behind the login; null while that is not known. */
export function useMe(): Me | null {
  const { data } = useSession()
  return data?.state === 'in' ? data.me : null
}

/** `const may = useMay(); may('people.write')` */
export function useMay(): (permission: Permission) => boolean {
  const me = useMe()
  return (permission) => permits(me, permission)
}
