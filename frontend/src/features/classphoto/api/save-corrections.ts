import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { AttendanceRecord } from '@/lib/api-types'
import type { Deed } from '../corrections'

/** Gives back the record that now says so. */
async function carryOut(deed: Deed): Promise<string> {
  if (deed.kind === 'add') {
    const { id } = await api.post<AttendanceRecord>(
      '/api/v1/records',
      {
        person_id: deed.personId,
        time: deed.time,
        reason: deed.reason,
        ...(deed.sessionId ? { session_id: deed.sessionId } : {}),
      },
      { idempotencyKey: deed.key },
    )
    return id
  }
  await api.post<unknown>(
    `/api/v1/records/${encodeURIComponent(deed.recordId)}/wrong-match`,
    { person_id: deed.personId, teach: false },
    { idempotencyKey: deed.key },
  )
  return deed.recordId
}

/** One after the other; those that were carried out are told, so that a second save sends the rest only. */
export function useSaveCorrections(onDone: (deed: Deed, recordId: string) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (deedsAt: (now: Date) => readonly Deed[]) => {
      for (const deed of deedsAt(new Date())) {
        // oxlint-disable-next-line no-await-in-loop -- their order is the order of the page
        const recordId = await carryOut(deed)
        onDone(deed, recordId)
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['records'] }),
  })
}
