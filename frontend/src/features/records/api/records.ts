import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { RecordsPage } from '@/lib/api-types'
import { browserZone } from '@/lib/format'

const PAGE_SIZE = 100
const REFRESH_MS = 10_000
/** Refreshing asks for every page again: past this many it would cost more than it tells. */
const MAX_PAGES_TO_REFRESH = 3

const fetchRecords = (date: string, cursor: string | null, signal: AbortSignal) =>
  api.get<RecordsPage>('/api/v1/records', {
    query: { date, zone: browserZone(), limit: PAGE_SIZE, cursor },
    signal,
  })

export const recordsQueryOptions = (date: string, follow: boolean) =>
  infiniteQueryOptions({
    queryKey: ['records', date],
    queryFn: ({ pageParam, signal }) => fetchRecords(date, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: ({ state }) =>
      follow && (state.data?.pages.length ?? 0) <= MAX_PAGES_TO_REFRESH ? REFRESH_MS : false,
  })

/** The records of a day in the browser's zone, newest first; asked for again by itself where `follow`. */
export const useRecords = (date: string, follow: boolean) =>
  useInfiniteQuery(recordsQueryOptions(date, follow))
