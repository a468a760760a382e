import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { MySessions } from '@/lib/api-types'

const PATH = '/api/v1/me/sessions'

export const mySessionsQueryOptions = queryOptions({
  queryKey: ['my-sessions'],
  queryFn: ({ signal }) => api.get<MySessions>(PATH, { signal }),
})

export const useMySessions = () => useQuery(mySessionsQueryOptions)

/** Ends one session, or with null every other one. */
export function useEndMySession() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string | null) => api.delete(id ? `${PATH}/${encodeURIComponent(id)}` : PATH),
    onSuccess: () => client.invalidateQueries(mySessionsQueryOptions),
  })
}
