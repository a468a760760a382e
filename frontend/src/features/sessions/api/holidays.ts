import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { allPages } from '@/lib/all-pages'
import { api } from '@/lib/api-client'
import type { Holiday, HolidaysPage } from '@/lib/api-types'

type Span = { from: string; until: string; groupId: string | null }

export const holidaysQueryOptions = (span: Span) =>
  queryOptions({
    queryKey: ['holidays', 'between', span],
    queryFn: ({ signal }) =>
      allPages<HolidaysPage, Holiday>(
        (cursor, limit) =>
          api.get('/api/v1/holidays', {
            query: { from: span.from, until: span.until, group_id: span.groupId, cursor, limit },
            signal,
          }),
        (page) => page.holidays,
      ),
    placeholderData: keepPreviousData,
  })

export const useHolidays = (span: Span) => useQuery(holidaysQueryOptions(span))
