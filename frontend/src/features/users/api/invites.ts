import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { allPages } from '@/lib/all-pages'
import { api } from '@/lib/api-client'
import type { Invite, Invites, NewInvite, Role } from '@/lib/api-types'

const INVITES_KEY = ['invites']

export const invitesQueryOptions = queryOptions({
  queryKey: INVITES_KEY,
  queryFn: ({ signal }) =>
    allPages<Invites, Invite>(
      (cursor, limit) => api.get('/api/v1/invites', { query: { cursor, limit }, signal }),
      (page) => page.invites,
    ),
})

export const useInvites = () => useQuery(invitesQueryOptions)

type InviteWish = {
  email: string | null
  role: Role
  groups: string[]
  person_id: string | null
}

export function useInvite() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ wish, key }: { wish: InviteWish; key: string }) =>
      api.post<NewInvite>('/api/v1/invites', wish, { idempotencyKey: key }),
    onSuccess: () => client.invalidateQueries({ queryKey: INVITES_KEY }),
  })
}

export function useWithdrawInvite() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.delete(`/api/v1/invites/${encodeURIComponent(id)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: INVITES_KEY }),
  })
}
