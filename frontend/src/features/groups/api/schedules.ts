import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { allPages } from '@/lib/all-pages'
import { api } from '@/lib/api-client'
import type { Schedule, ScheduleChange, ScheduleDraft, SchedulesPage } from '@/lib/api-types'

const SCHEDULES_KEY = ['schedules']
const schedulePath = (id: string) => `/api/v1/schedules/${encodeURIComponent(id)}`

const fetchSchedules = (group: string, signal: AbortSignal) =>
  allPages<SchedulesPage, Schedule>(
    (cursor, limit) =>
      api.get('/api/v1/schedules', { query: { group_id: group, cursor, limit }, signal }),
    (page) => page.schedules,
  )

export const schedulesQueryOptions = (group: string) =>
  queryOptions({
    queryKey: [...SCHEDULES_KEY, group],
    queryFn: ({ signal }) => fetchSchedules(group, signal),
  })

export const useSchedules = (group: string) => useQuery(schedulesQueryOptions(group))

/** A schedule makes sessions, so theirs is out of date too. */
function useScheduleMutation<Wish, Answer>(mutationFn: (wish: Wish) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: SCHEDULES_KEY }),
        client.invalidateQueries({ queryKey: ['sessions'] }),
      ]),
  })
}

export const useAddSchedule = () =>
  useScheduleMutation(({ draft, key }: { draft: ScheduleDraft; key: string }) =>
    api.post<Schedule>('/api/v1/schedules', draft, { idempotencyKey: key }),
  )

export const useChangeSchedule = (id: string) =>
  useScheduleMutation((change: ScheduleChange) => api.patch<Schedule>(schedulePath(id), change))

export const useDeleteSchedule = () =>
  useScheduleMutation((id: string) => api.delete(schedulePath(id)))
