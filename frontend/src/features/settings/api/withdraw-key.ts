import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import { KEYS_KEY } from './keys'

const withdrawKey = (id: string) => api.delete(`/api/v1/keys/${encodeURIComponent(id)}`)

export function useWithdrawKey() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: withdrawKey,
    onSuccess: () => client.invalidateQueries({ queryKey: KEYS_KEY }),
  })
}
