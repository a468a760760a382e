import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { AttendanceRecord, Leave, LeaveDraft, RecordDraft } from '@/lib/api-types'
import { SESSIONS_KEY } from './sessions'

function useMarking<Wish, Answer>(mutationFn: (wish: Wish) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: SESSIONS_KEY }),
        client.invalidateQueries({ queryKey: ['records'] }),
      ]),
  })
}

/** A check-in by hand, with the reason that the history keeps. */
export const useAddRecord = () =>
  useMarking(({ draft, key }: { draft: RecordDraft; key: string }) =>
    api.post<AttendanceRecord>('/api/v1/records', draft, { idempotencyKey: key }),
  )

/** Excuses a person for some days. */
export const useAddLeave = () =>
  useMarking((draft: LeaveDraft) => api.post<Leave>('/api/v1/leaves', draft))
