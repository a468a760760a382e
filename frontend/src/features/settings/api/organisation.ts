import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Tagged, api } from '@/lib/api-client'
import type { NewInvite, Organisation, OrganisationsPage } from '@/lib/api-types'
import { SESSION_KEY } from '@/lib/session'

const PATH = '/api/v1/organisation'

export const organisationQueryOptions = queryOptions({
  queryKey: ['organisation'],
  queryFn: ({ signal }) => api.getTagged<Organisation>(PATH, { signal }),
})

export const useOrganisation = () => useQuery(organisationQueryOptions)

export function useRenameOrganisation({ etag }: Tagged<Organisation>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => api.patch<Organisation>(PATH, { name }, { ifMatch: etag }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries(organisationQueryOptions),
        client.invalidateQueries({ queryKey: SESSION_KEY }),
      ]),
  })
}

export const organisationsQueryOptions = queryOptions({
  queryKey: ['organisations'],
  queryFn: ({ signal }) =>
    api.get<OrganisationsPage>('/api/v1/organisations', { query: { limit: 100 }, signal }),
})

/** Every organisation on this server; only for the owner of the first one. */
export const useOrganisations = (enabled: boolean) =>
  useQuery({ ...organisationsQueryOptions, enabled })

export function useAddOrganisation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) =>
      api.post<{ organisation: Organisation; owner_invite: NewInvite }>('/api/v1/organisations', {
        name,
      }),
    onSuccess: () => client.invalidateQueries(organisationsQueryOptions),
  })
}
