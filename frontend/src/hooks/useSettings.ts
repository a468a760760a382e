import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { Settings } from '@/lib/api-types'

export const SETTINGS_PATH = '/api/v1/settings'

export const settingsQueryOptions = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => api.getTagged<Settings>(SETTINGS_PATH, { signal }),
  staleTime: 30_000,
})

/** As far as the user may see them: what concerns whoever stands before the camera is for every role. */
export const useSettings = () => useQuery(settingsQueryOptions)
