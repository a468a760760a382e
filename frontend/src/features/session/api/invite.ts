import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { InviteOffer } from '@/lib/api-types'
import { SESSION_KEY } from '@/lib/session'

const invitePath = (token: string) => `/api/v1/invites/by-token/${encodeURIComponent(token)}`

export const inviteQueryOptions = (token: string) =>
  queryOptions({
    queryKey: ['invite', token],
    queryFn: ({ signal }) => api.get<InviteOffer>(invitePath(token), { signal }),
    retry: false,
  })

export const useInviteOffer = (token: string) => useQuery(inviteQueryOptions(token))

/** Takes the invitation: the user is made and signed in. */
export function useAcceptInvite(token: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (user: { username: string; password: string }) =>
      api.post<unknown>(invitePath(token), user),
    onSuccess: () => client.invalidateQueries({ queryKey: SESSION_KEY }),
  })
}
