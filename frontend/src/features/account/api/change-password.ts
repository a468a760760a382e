import { useMutation } from '@tanstack/react-query'
import { api } from '@/lib/api-client'

type Passwords = { current_password: string; new_password: string }

const changePassword = (passwords: Passwords) => api.post<void>('/api/v1/me/password', passwords)

export const useChangePassword = () => useMutation({ mutationFn: changePassword })
