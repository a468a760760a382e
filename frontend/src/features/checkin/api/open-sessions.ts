import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { SessionsPage } from '@/lib/api-types'

const MOST = 100
const REFRESH_MS = 60_000

const fetchOpenSessions = (signal: AbortSignal) =>
  api.get<SessionsPage>('/api/v1/sessions', { query: { state: 'open', limit: MOST }, signal })

export const openSessionsQueryOptions = queryOptions({
  queryKey: ['sessions', 'open'],
  queryFn: ({ signal }) => fetchOpenSessions(signal),
  refetchInterval: REFRESH_MS,
  retry: false,
})

/** The sessions that can be checked in to right now. */
export const useOpenSessions = () => useQuery(openSessionsQueryOptions)
