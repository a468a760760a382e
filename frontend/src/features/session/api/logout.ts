import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import { SESSION_KEY, type Session, forgetLastUser } from '@/lib/session'

const LEFT: Session = { state: 'out', because: 'left' }

const logout = () => api.post<void>('/api/v1/logout', {})

export function useLogout() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: logout,
    onSuccess: () => {
      forgetLastUser()
      client.setQueryData(SESSION_KEY, LEFT)
      // Nothing that this user saw may be there for the next one.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] })
    },
  })
}
