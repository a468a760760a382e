import { useMutation } from '@tanstack/react-query'
import { api } from '@/lib/api-client'

const unlockKiosk = (pin: string) => api.post<void>('/api/v1/settings/kiosk/unlock', { pin })

/** Succeeds where the PIN is the site's own. */
export const useUnlockKiosk = () => useMutation({ mutationFn: unlockKiosk })
