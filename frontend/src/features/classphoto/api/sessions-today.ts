import { queryOptions, useQuery } from '@tanstack/react-query'
import { allPages } from '@/lib/all-pages'
import { api } from '@/lib/api-client'
import type { AttendanceSession, SessionsPage } from '@/lib/api-types'

const fetchToday = (day: string, signal: AbortSignal) =>
  allPages<SessionsPage, AttendanceSession>(
    (cursor, limit) =>
      api.get('/api/v1/sessions', { query: { from: day, until: day, cursor, limit }, signal }),
    (page) => page.sessions,
  )

export const sessionsTodayQueryOptions = (day: string) =>
  queryOptions({
    queryKey: ['sessions', 'day', day],
    queryFn: ({ signal }) => fetchToday(day, signal),
    retry: false,
  })

/** The sessions of the browser's day: a photo may be of one that closed an hour ago. */
export const useSessionsOf = (day: string) => useQuery(sessionsTodayQueryOptions(day))
