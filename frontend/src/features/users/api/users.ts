import {
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { Link, Role, User, UsersPage } from '@/lib/api-types'

const USERS_KEY = ['users']
const userPath = (id: string) => `/api/v1/users/${encodeURIComponent(id)}`

export const usersQueryOptions = (q: string) =>
  infiniteQueryOptions({
    queryKey: [...USERS_KEY, 'list', q],
    queryFn: ({ pageParam, signal }) =>
      api.get<UsersPage>('/api/v1/users', { query: { q, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })

export const useUsers = (q: string) => useInfiniteQuery(usersQueryOptions(q))

type UserChange = {
  email?: string | null
  role?: Role
  groups?: string[]
  person_id?: string | null
  disabled?: boolean
}

function useUserMutation<Wish, Answer>(mutationFn: (wish: Wish) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: USERS_KEY }),
  })
}

/** Reads the newest version first, so that what somebody else changed in between is not undone. */
async function changeUser(id: string, change: UserChange): Promise<User> {
  const { etag } = await api.getTagged<User>(userPath(id))
  return api.patch<User>(userPath(id), change, { ifMatch: etag })
}

export const useChangeUser = (id: string) =>
  useUserMutation((change: UserChange) => changeUser(id, change))

export const useDeleteUser = (id: string) => useUserMutation(() => api.delete(userPath(id)))

/** A link by which the user sets a new password; shown this once. */
export const useResetLink = (id: string) =>
  useUserMutation(() => api.post<Link>(`${userPath(id)}/reset-link`, {}))

export const useEndSessions = (id: string) =>
  useUserMutation(() => api.delete(`${userPath(id)}/sessions`))

export const useDropSecondFactor = (id: string) =>
  useUserMutation(() => api.delete(`${userPath(id)}/second-factor`))
