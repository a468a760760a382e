import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { allPages } from '@/lib/all-pages'
import { api } from '@/lib/api-client'
import type { AttendanceSession, SessionsPage } from '@/lib/api-types'

export const SESSIONS_KEY = ['sessions']
const REFRESH_MS = 30_000

type Filter = { from: string; until: string; groupId: string | null }

const fetchSessions = ({ from, until, groupId }: Filter, signal: AbortSignal) =>
  allPages<SessionsPage, AttendanceSession>(
    (cursor, limit) =>
      api.get('/api/v1/sessions', {
        query: { from, until, group_id: groupId, cursor, limit },
        signal,
      }),
    (page) => page.sessions,
  )

export const sessionsQueryOptions = (filter: Filter) =>
  queryOptions({
    queryKey: [...SESSIONS_KEY, 'list', filter],
    queryFn: ({ signal }) => fetchSessions(filter, signal),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })

export const useSessions = (filter: Filter) => useQuery(sessionsQueryOptions(filter))
