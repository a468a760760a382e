import {
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
} from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { AuditPage } from '@/lib/api-types'

type AuditFilter = {
  from: string
  until: string
  action: string | null
  subject: string | null
}

export const auditQueryOptions = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<AuditPage>('/api/v1/audit', {
        query: { ...filter, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })

export const useAudit = (filter: AuditFilter) => useInfiniteQuery(auditQueryOptions(filter))

type Verdict = {
  intact: boolean
  entries: number
  broken_at: number | null
  last_hash: string | null
}

/** Works out the chain of hashes again, from the first entry on. */
export const useVerifyAudit = () =>
  useMutation({ mutationFn: () => api.get<Verdict>('/api/v1/audit/verify') })
