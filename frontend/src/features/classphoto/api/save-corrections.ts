import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { AttendanceRecord } from '@/lib/api-types'
import type { Deed } from '../corrections'

function carryOut(deed: Deed): Promise<unknown> {
  return deed.kind === 'add'
    ? api.post<AttendanceRecord>(
        '/api/v1/records',
        {
          person_id: deed.personId,
          time: deed.time,
          reason: deed.reason,
          ...(deed.sessionId ? { session_id: deed.sessionId } : {}),
        },
        { idempotencyKey: deed.key },
      )
    : api.post<AttendanceRecord>(
        `/api/v1/records/${encodeURIComponent(deed.recordId)}/wrong-match`,
        { person_id: deed.personId, teach: false },
        { idempotencyKey: deed.key },
      )
}

/** One after the other; those that were carried out are told, so that a second save sends the rest only. */
export function useSaveCorrections(onDone: (deed: Deed) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (deedsAt: (now: Date) => readonly Deed[]) => {
      for (const deed of deedsAt(new Date())) {
        // oxlint-disable-next-line no-await-in-loop -- their order is the order of the page
        await carryOut(deed)
        onDone(deed)
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['records'] }),
  })
}
