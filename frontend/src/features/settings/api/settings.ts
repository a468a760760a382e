import { useMutation, useQueryClient } from '@tanstack/react-query'
import { SETTINGS_PATH, settingsQueryOptions } from '@/hooks/useSettings'
import { type Tagged, api } from '@/lib/api-client'
import type { Settings, SettingsChange } from '@/lib/api-types'

/** Changes a part of the settings as they were read; they take effect at once. */
export function useChangeSettings({ etag }: Tagged<Settings>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: SettingsChange) =>
      api.patch<Settings>(SETTINGS_PATH, change, { ifMatch: etag }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries(settingsQueryOptions),
        client.invalidateQueries({ queryKey: ['status'] }),
      ]),
  })
}
