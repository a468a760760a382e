import {
  type InfiniteData,
  infiniteQueryOptions,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { Member, MembersPage } from '@/lib/api-types'
import { groupPath } from './group'
import { GROUPS_KEY } from './groups'

const PAGE_SIZE = 100

const memberPath = (group: string, person: string) =>
  `${groupPath(group)}/members/${encodeURIComponent(person)}`

export const membersQueryOptions = (group: string) =>
  infiniteQueryOptions({
    queryKey: [...GROUPS_KEY, 'members', group],
    queryFn: ({ pageParam, signal }) =>
      api.get<MembersPage>(`${groupPath(group)}/members`, {
        query: { limit: PAGE_SIZE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })

export const useMembers = (group: string) => useInfiniteQuery(membersQueryOptions(group))

export function useAddMember(group: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (person: string) => api.put<Member>(memberPath(group, person), {}),
    onSuccess: () => client.invalidateQueries({ queryKey: GROUPS_KEY }),
  })
}

/** The row goes at once, and comes back where the server refuses. */
export function useRemoveMember(group: string) {
  const client = useQueryClient()
  const { queryKey } = membersQueryOptions(group)
  return useMutation({
    mutationFn: (person: string) => api.delete(memberPath(group, person)),
    onMutate: async (person) => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData(queryKey)
      client.setQueryData(queryKey, (data) => data && without(data, person))
      return before
    },
    onError: (_error, _person, before) => client.setQueryData(queryKey, before),
    onSettled: () => client.invalidateQueries({ queryKey: GROUPS_KEY }),
  })
}

type Members = InfiniteData<MembersPage>

const without = (data: Members, person: string): Members => ({
  ...data,
  pages: data.pages.map((page) => ({
    ...page,
    members: page.members.filter((member) => member.person.id !== person),
  })),
})
