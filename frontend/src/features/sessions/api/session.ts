import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Tagged, api } from '@/lib/api-client'
import type { Attendance, AttendanceSession, SessionChange, SessionDraft } from '@/lib/api-types'
import { SESSIONS_KEY } from './sessions'

const sessionPath = (id: string) => `/api/v1/sessions/${encodeURIComponent(id)}`
const OPEN_REFRESH_MS = 10_000

export const sessionQueryOptions = (id: string) =>
  queryOptions({
    queryKey: [...SESSIONS_KEY, 'one', id],
    queryFn: ({ signal }) => api.getTagged<AttendanceSession>(sessionPath(id), { signal }),
  })

export const useSessionOf = (id: string) => useQuery(sessionQueryOptions(id))

export const attendanceQueryOptions = (id: string) =>
  queryOptions({
    queryKey: [...SESSIONS_KEY, 'attendance', id],
    queryFn: ({ signal }) => api.get<Attendance>(`${sessionPath(id)}/attendance`, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.session.state === 'open' ? OPEN_REFRESH_MS : false,
  })

/** Everybody whom the session expects; asked for again by itself while it is open. */
export const useAttendance = (id: string, enabled: boolean) =>
  useQuery({ ...attendanceQueryOptions(id), enabled })

function useSessionMutation<Wish, Answer>(mutationFn: (wish: Wish) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: SESSIONS_KEY }),
  })
}

export const useAddSession = () =>
  useSessionMutation(({ draft, key }: { draft: SessionDraft; key: string }) =>
    api.post<AttendanceSession>('/api/v1/sessions', draft, { idempotencyKey: key }),
  )

export const useChangeSession = ({ value, etag }: Tagged<AttendanceSession>) =>
  useSessionMutation((change: SessionChange) =>
    api.patch<AttendanceSession>(sessionPath(value.id), change, { ifMatch: etag }),
  )

export type Turn = 'close' | 'reopen' | 'cancel'

export const useTurnSession = (id: string) =>
  useSessionMutation((turn: Turn) => api.post<AttendanceSession>(`${sessionPath(id)}/${turn}`, {}))

export const useDeleteSession = (id: string) =>
  useSessionMutation(() => api.delete(sessionPath(id)))
