import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { NewApiKey } from '@/lib/api-types'
import { KEYS_KEY } from './keys'

type KeyWish = { name: string; scopes: string[] | null; expires_at: string | null }

const makeKey = (wish: KeyWish) => api.post<NewApiKey>('/api/v1/keys', wish)

export function useMakeKey() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: makeKey,
    onSuccess: () => client.invalidateQueries({ queryKey: KEYS_KEY }),
  })
}
