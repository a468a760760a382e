import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import { ApiProblem } from '@/lib/api-problem'
import type { Me } from '@/lib/api-types'

export type Session =
  { state: 'in'; me: Me } | { state: 'out'; because: 'not_yet' | 'left' | 'ended' }

export const SESSION_KEY = ['session']

async function fetchSession(before: Session | undefined, signal: AbortSignal): Promise<Session> {
  try {
    return { state: 'in', me: await api.get<Me>('/api/v1/me', { signal }) }
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
