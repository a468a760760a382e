import { api } from '@/lib/api-client'
import type { CheckAttendanceResult } from '@/lib/api-types'

/** Everybody in one picture, at once; whoever is known is recorded. The key makes a second sending harmless. */
export function checkGroup(
  picture: File,
  sessionId: string | null,
  idempotencyKey: string,
): Promise<CheckAttendanceResult> {
  const form = new FormData()
  form.set('media', picture, picture.name)
  form.set('mode', 'group')
  if (sessionId) form.set('session_id', sessionId)
  return api.upload<CheckAttendanceResult>('/api/v1/check-attendance', form, { idempotencyKey })
}
