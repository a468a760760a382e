import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { PeoplePage } from '@/lib/api-types'

const SHOWN = 20

const fetchMatching = (q: string, signal: AbortSignal) =>
  api.get<PeoplePage>('/api/v1/people', { query: { q, limit: SHOWN }, signal })

export const matchingPeopleQueryOptions = (q: string) =>
  queryOptions({
    queryKey: ['people', 'pick', q],
    queryFn: ({ signal }) => fetchMatching(q, signal),
    placeholderData: keepPreviousData,
  })

/** The first people whose name or id holds these letters. */
export const useMatchingPeople = (q: string, enabled: boolean) =>
  useQuery({ ...matchingPeopleQueryOptions(q), enabled })
