import { useMutation } from '@tanstack/react-query'
import { api } from '@/lib/api-client'

/** Asks for a link by mail; answered alike whether or not there is such a user. */
export const useAskForReset = () =>
  useMutation({
    mutationFn: (username: string) => api.post<void>('/api/v1/password-reset', { username }),
  })

/** Sets a new password by such a link, which works once. */
export const useSetPassword = (token: string) =>
  useMutation({
    mutationFn: (password: string) =>
      api.post<void>(`/api/v1/password-reset/${encodeURIComponent(token)}`, { password }),
  })
