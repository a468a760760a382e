import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { PeoplePage } from '@/lib/api-types'

export const PEOPLE_KEY = ['people']
const PAGE_SIZE = 24

type PeopleFilter = { q: string; group_id: string | null }

const fetchPeople = (filter: PeopleFilter, cursor: string | null, signal: AbortSignal) =>
  api.get<PeoplePage>('/api/v1/people', { query: { ...filter, limit: PAGE_SIZE, cursor }, signal })

export const peopleQueryOptions = (filter: PeopleFilter) =>
  infiniteQueryOptions({
    queryKey: [...PEOPLE_KEY, 'list', filter],
    queryFn: ({ pageParam, signal }) => fetchPeople(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })

export const usePeople = (filter: PeopleFilter) => useInfiniteQuery(peopleQueryOptions(filter))
