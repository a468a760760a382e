import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { PeoplePage } from '@/lib/api-types'

export const PEOPLE_KEY = ['people']
const PAGE_SIZE = 24

const fetchPeople = (q: string, cursor: string | null, signal: AbortSignal) =>
  api.get<PeoplePage>('/api/v1/people', { query: { limit: PAGE_SIZE, cursor, q }, signal })

export const peopleQueryOptions = (q: string) =>
  infiniteQueryOptions({
    queryKey: [...PEOPLE_KEY, 'list', q],
    queryFn: ({ pageParam, signal }) => fetchPeople(q, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })

export const usePeople = (q: string) => useInfiniteQuery(peopleQueryOptions(q))
