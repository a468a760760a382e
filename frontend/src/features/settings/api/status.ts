import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { Status } from '@/lib/api-types'

const fetchStatus = (signal: AbortSignal) => api.get<Status>('/api/v1/status', { signal })

export const statusQueryOptions = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => fetchStatus(signal),
})

export const useStatus = () => useQuery(statusQueryOptions)
