import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { GroupsPage } from '@/lib/api-types'

export const GROUPS_KEY = ['groups']
const PAGE_SIZE = 50

type Filter = { q: string; archived: boolean }

const fetchGroups = ({ q, archived }: Filter, cursor: string | null, signal: AbortSignal) =>
  api.get<GroupsPage>('/api/v1/groups', {
    query: { q, archived: String(archived), limit: PAGE_SIZE, cursor },
    signal,
  })

export const groupsQueryOptions = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: [...GROUPS_KEY, 'list', filter],
    queryFn: ({ pageParam, signal }) => fetchGroups(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })

export const useGroups = (filter: Filter) => useInfiniteQuery(groupsQueryOptions(filter))
