import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { RecordsPage } from '@/lib/api-types'
import { browserZone } from '@/lib/format'
import type { RecordFilter } from '../filter'

export const RECORDS_KEY = ['records']
const PAGE_SIZE = 100
const REFRESH_MS = 10_000
/** Refreshing asks for every page again: past this many it would cost more than it tells. */
const MAX_PAGES_TO_REFRESH = 3

/** What the filters leave, for the list and for a file alike. */
export const recordsQuery = (filter: RecordFilter) => ({ ...filter, zone: browserZone() })

export const recordsQueryOptions = (filter: RecordFilter, follow: boolean) =>
  infiniteQueryOptions({
    queryKey: [...RECORDS_KEY, 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<RecordsPage>('/api/v1/records', {
        query: { ...recordsQuery(filter), limit: PAGE_SIZE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      follow && (state.data?.pages.length ?? 0) <= MAX_PAGES_TO_REFRESH ? REFRESH_MS : false,
  })

/** Records of some days in the browser's zone, newest first; asked for again by itself where `follow`. */
export const useRecords = (filter: RecordFilter, follow: boolean) =>
  useInfiniteQuery(recordsQueryOptions(filter, follow))
