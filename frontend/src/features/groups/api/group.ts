import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Tagged, api } from '@/lib/api-client'
import type { Group, GroupChange, GroupDraft } from '@/lib/api-types'
import { GROUPS_KEY } from './groups'

export const groupPath = (id: string) => `/api/v1/groups/${encodeURIComponent(id)}`

export const groupQueryOptions = (id: string) =>
  queryOptions({
    queryKey: [...GROUPS_KEY, 'one', id],
    queryFn: ({ signal }) => api.getTagged<Group>(groupPath(id), { signal }),
  })

/** One group, with the version that a change of it names. */
export const useGroup = (id: string) => useQuery(groupQueryOptions(id))

const addGroup = (draft: GroupDraft) => api.post<Group>('/api/v1/groups', draft)

export function useAddGroup() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: addGroup,
    onSuccess: () => client.invalidateQueries({ queryKey: GROUPS_KEY }),
  })
}

/** Changes the group as it was read: a change by somebody else in between is refused, not overwritten. */
export function useChangeGroup({ value, etag }: Tagged<Group>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: GroupChange) =>
      api.patch<Group>(groupPath(value.id), change, { ifMatch: etag }),
    onSettled: () => client.invalidateQueries({ queryKey: GROUPS_KEY }),
  })
}

export function useDeleteGroup({ value, etag }: Tagged<Group>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.delete(groupPath(value.id), { ifMatch: etag }),
    onSuccess: async () => {
      client.removeQueries({ queryKey: groupQueryOptions(value.id).queryKey })
      await client.invalidateQueries({ queryKey: [...GROUPS_KEY, 'list'] })
    },
  })
}
