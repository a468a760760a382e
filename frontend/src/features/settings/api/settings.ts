import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Tagged, api } from '@/lib/api-client'
import type { Settings, SettingsChange } from '@/lib/api-types'

const PATH = '/api/v1/settings'

export const settingsQueryOptions = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => api.getTagged<Settings>(PATH, { signal }),
  staleTime: 30_000,
})

export const useSettings = () => useQuery(settingsQueryOptions)

/** Changes a part of the settings as they were read; they take effect at once. */
export function useChangeSettings({ etag }: Tagged<Settings>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: SettingsChange) => api.patch<Settings>(PATH, change, { ifMatch: etag }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries(settingsQueryOptions),
        client.invalidateQueries({ queryKey: ['status'] }),
      ]),
  })
}
