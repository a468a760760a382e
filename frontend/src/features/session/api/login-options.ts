import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { LoginOptions } from '@/lib/api-types'

export const loginOptionsQueryOptions = queryOptions({
  queryKey: ['login-options'],
  queryFn: ({ signal }) => api.get<LoginOptions>('/api/v1/login/options', { signal }),
  staleTime: 300_000,
})

/** How one may sign in here. Where that cannot be had, by password. */
export const useLoginOptions = () => useQuery(loginOptionsQueryOptions)
