import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import { SESSION_KEY } from '@/lib/session'

type Credentials = { username: string; password: string; code?: string }

const login = (credentials: Credentials) => api.post<unknown>('/api/v1/login', credentials)

export function useLogin() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: login,
    onSuccess: () => client.invalidateQueries({ queryKey: SESSION_KEY }),
  })
}
