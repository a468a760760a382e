import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { ApiKeys } from '@/lib/api-types'

export const KEYS_KEY = ['keys']

const fetchKeys = (signal: AbortSignal) => api.get<ApiKeys>('/api/v1/keys', { signal })

export const keysQueryOptions = queryOptions({
  queryKey: KEYS_KEY,
  queryFn: ({ signal }) => fetchKeys(signal),
})

export const useKeys = () => useQuery(keysQueryOptions)
