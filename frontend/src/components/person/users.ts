import { queryOptions, useQuery } from '@tanstack/react-query'
import { allPages } from '@/lib/all-pages'
import { api } from '@/lib/api-client'
import type { User, UsersPage } from '@/lib/api-types'
import { useMay } from '@/lib/session'

export const userNamesQueryOptions = queryOptions({
  queryKey: ['users', 'names'],
  queryFn: async ({ signal }) => {
    const users = await allPages<UsersPage, User>(
      (cursor, limit) => api.get('/api/v1/users', { query: { cursor, limit }, signal }),
      (page) => page.users,
    )
    return new Map(users.map(({ id, username }) => [id, username]))
  },
  staleTime: 60_000,
})

/** What users are called, for who may know; histories and the audit hold ids alone. */
export function useUserNames(): ReadonlyMap<string, string> {
  const may = useMay()
  const { data } = useQuery({ ...userNamesQueryOptions, enabled: may('users') })
  return data ?? new Map()
}
