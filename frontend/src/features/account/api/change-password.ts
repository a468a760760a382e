import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import { SESSION_KEY } from '@/lib/session'

type Passwords = { current_password: string; new_password: string }

const changePassword = (passwords: Passwords) => api.post<void>('/api/v1/me/password', passwords)

/** Afterwards who is signed in is asked anew: whoever had to change the password may go on. */
export function useChangePassword() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: changePassword,
    onSuccess: () => client.invalidateQueries({ queryKey: SESSION_KEY }),
  })
}
