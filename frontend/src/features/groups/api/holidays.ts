import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { allPages } from '@/lib/all-pages'
import { api } from '@/lib/api-client'
import type { Holiday, HolidayDraft, HolidaysPage } from '@/lib/api-types'

const HOLIDAYS_KEY = ['holidays']

const fetchHolidays = (group: string, signal: AbortSignal) =>
  allPages<HolidaysPage, Holiday>(
    (cursor, limit) =>
      api.get('/api/v1/holidays', { query: { group_id: group, cursor, limit }, signal }),
    (page) => page.holidays,
  )

export const holidaysQueryOptions = (group: string) =>
  queryOptions({
    queryKey: [...HOLIDAYS_KEY, 'of', group],
    queryFn: ({ signal }) => fetchHolidays(group, signal),
  })

/** The group's own holidays and those of everybody. */
export const useHolidays = (group: string) => useQuery(holidaysQueryOptions(group))

function useHolidayMutation<Wish, Answer>(mutationFn: (wish: Wish) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: HOLIDAYS_KEY }),
        client.invalidateQueries({ queryKey: ['sessions'] }),
      ]),
  })
}

export const useAddHoliday = () =>
  useHolidayMutation((draft: HolidayDraft) => api.post<Holiday>('/api/v1/holidays', draft))

export const useDeleteHoliday = () =>
  useHolidayMutation((id: string) => api.delete(`/api/v1/holidays/${encodeURIComponent(id)}`))
