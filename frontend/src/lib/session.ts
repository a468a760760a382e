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

async function fetchSession(before: Session | undefined, signal: AbortSignal): Promise<Session> {
  try {
    const me = await api.get<Me>('/api/v1/me', { signal })
    return { state: 'in', me: { ...ALONE, ...me } }
  } catch (error) {
    if (!(error instanceof ApiProblem && error.kind === 'signed_out')) throw error
    if (before?.state === 'out') return before
    return { state: 'out', because: before ? 'ended' : 'not_yet' }
  }
}

export const sessionQueryOptions = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: ({ client, signal }) => fetchSession(client.getQueryData<Session>(SESSION_KEY), signal),
  staleTime: 60_000,
})

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
