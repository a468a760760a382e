import { queryOptions, useQuery } from '@tanstack/react-query'
import { allPages } from '@/lib/all-pages'
import { api } from '@/lib/api-client'
import type { Group, GroupsPage } from '@/lib/api-types'

export const GROUPS_KEY = ['groups']

const fetchGroups = (signal: AbortSignal) =>
  allPages<GroupsPage, Group>(
    (cursor, limit) =>
      api.get('/api/v1/groups', { query: { cursor, limit, archived: 'false' }, signal }),
    (page) => page.groups,
  )

export const groupsQueryOptions = queryOptions({
  queryKey: [...GROUPS_KEY, 'pick'],
  queryFn: ({ signal }) => fetchGroups(signal),
  staleTime: 60_000,
})

/** The groups that are not archived and that the user may see, by name. */
export const useGroupChoices = () => useQuery(groupsQueryOptions)
