import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { Status } from '@/lib/api-types'

const fetchStatus = (signal: AbortSignal) => api.get<Status>('/api/v1/status', { signal })

export const siteStatusQueryOptions = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => fetchStatus(signal),
})

/** How many people and records the site has: by them the guide knows how far it got. */
export const useSiteStatus = () => useQuery(siteStatusQueryOptions)
