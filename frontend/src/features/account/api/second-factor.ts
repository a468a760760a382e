import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { RecoveryCodes, SecondFactor } from '@/lib/api-types'
import { SESSION_KEY } from '@/lib/session'

const PATH = '/api/v1/me/second-factor'

/** A new secret; it counts only once a code of it was confirmed. */
export const useBeginSecondFactor = () =>
  useMutation({ mutationFn: () => api.post<SecondFactor>(PATH, {}) })

export const useConfirmSecondFactor = () =>
  useMutation({
    mutationFn: (code: string) => api.post<RecoveryCodes>(`${PATH}/confirm`, { code }),
  })

export function useDropSecondFactor() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (password: string) => api.delete(PATH, { body: { password } }),
    onSuccess: () => client.invalidateQueries({ queryKey: SESSION_KEY }),
  })
}
