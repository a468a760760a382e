import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { CheckAttendanceResult } from '@/lib/api-types'

/** One try to check in. Its id goes along as the idempotency key: sent twice, it counts once. */
export type Attempt = {
  id: string
  picture: Blob
  sessionId: string | null
  direction: 'in' | 'out' | null
  /** On this device's clock; given only where the picture was held back. */
  capturedAt: string | null
}

export function checkAttendance(
  attempt: Attempt,
  signal?: AbortSignal,
): Promise<CheckAttendanceResult> {
  const { picture, sessionId, direction, capturedAt } = attempt
  const form = new FormData()
  form.set('media', picture, picture instanceof File ? picture.name : 'camera.jpg')
  if (sessionId) form.set('session_id', sessionId)
  if (direction) form.set('direction', direction)
  if (capturedAt) form.set('captured_at', capturedAt)
  return api.upload<CheckAttendanceResult>('/api/v1/check-attendance', form, {
    idempotencyKey: attempt.id,
    signal,
  })
}

const PATIENCE_MS = 15_000

export function useCheckAttendance() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (attempt: Attempt) => checkAttendance(attempt, AbortSignal.timeout(PATIENCE_MS)),
    // A kiosk without the network must find out at once: the query library would wait for it.
    networkMode: 'always',
    // Not waited for: the name does not stand back for a list.
    onSuccess: () => void client.invalidateQueries({ queryKey: ['records'] }),
  })
}
