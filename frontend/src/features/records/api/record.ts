import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Tagged, api } from '@/lib/api-client'
import type { AttendanceRecord, Correction, RecordHistory, WrongMatch } from '@/lib/api-types'
import { RECORDS_KEY } from './records'

const recordPath = (id: string) => `/api/v1/records/${encodeURIComponent(id)}`

export const recordQueryOptions = (id: string) =>
  queryOptions({
    queryKey: [...RECORDS_KEY, 'one', id],
    queryFn: ({ signal }) => api.getTagged<AttendanceRecord>(recordPath(id), { signal }),
  })

export const useRecord = (id: string) => useQuery(recordQueryOptions(id))

export const historyQueryOptions = (id: string) =>
  queryOptions({
    queryKey: [...RECORDS_KEY, 'history', id],
    queryFn: ({ signal }) => api.get<RecordHistory>(`${recordPath(id)}/history`, { signal }),
  })

/** What was corrected, newest first. */
export const useHistory = (id: string) => useQuery(historyQueryOptions(id))

/** A record counts in a session and in the reports: all of them are out of date after a correction. */
function useRecordMutation<Wish, Answer>(mutationFn: (wish: Wish) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () =>
      Promise.all(
        [RECORDS_KEY, ['sessions'], ['reports']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
}

export const useCorrectRecord = ({ value, etag }: Tagged<AttendanceRecord>) =>
  useRecordMutation(({ correction, key }: { correction: Correction; key: string }) =>
    api.post<AttendanceRecord>(`${recordPath(value.id)}/corrections`, correction, {
      ifMatch: etag,
      idempotencyKey: key,
    }),
  )

/** Says that a match was wrong: who it was, or nobody known; `teach` lets the gallery learn from it. */
export const useWrongMatch = (id: string) =>
  useRecordMutation((wish: { person_id: string | null; teach: boolean }) =>
    api.post<WrongMatch>(`${recordPath(id)}/wrong-match`, wish),
  )
