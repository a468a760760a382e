import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { ReviewDecision, ReviewItem, ReviewPage } from '@/lib/api-types'

const REVIEW_KEY = ['review']
const PAGE_SIZE = 20
const REFRESH_MS = 30_000

export type ReviewFilter = { state: 'open' | 'decided'; kind: ReviewItem['kind'] | null }

const itemPath = (id: string) => `/api/v1/review/${encodeURIComponent(id)}`
export const reviewPicturePath = (id: string) => `${itemPath(id)}/picture`

const fetchReview = ({ state, kind }: ReviewFilter, cursor: string | null, signal: AbortSignal) =>
  api.get<ReviewPage>('/api/v1/review', {
    query: { state: state === 'open' ? 'open' : 'all', kind, limit: PAGE_SIZE, cursor },
    signal,
  })

export const reviewQueryOptions = (filter: ReviewFilter) =>
  infiniteQueryOptions({
    queryKey: [...REVIEW_KEY, filter],
    queryFn: ({ pageParam, signal }) => fetchReview(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= 2 ? REFRESH_MS : false),
  })

export const useReview = (filter: ReviewFilter) => useInfiniteQuery(reviewQueryOptions(filter))

export type Decision =
  | { act: 'confirm'; teach: boolean }
  | { act: 'assign'; person_id: string; teach: boolean }
  | { act: 'reject'; reason: string }

function decide(id: string, { act, ...body }: Decision): Promise<ReviewDecision> {
  return api.post<ReviewDecision>(`${itemPath(id)}/${act}`, body)
}

/** The item leaves the list at once, and comes back where the server refuses. */
export function useDecide(filter: ReviewFilter) {
  const client = useQueryClient()
  const { queryKey } = reviewQueryOptions(filter)
  return useMutation({
    mutationFn: ({ id, decision }: { id: string; decision: Decision }) => decide(id, decision),
    onMutate: async ({ id }) => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData(queryKey)
      client.setQueryData(queryKey, (data) => data && without(data, id))
      return before
    },
    onError: (_error, _wish, before) => client.setQueryData(queryKey, before),
    onSettled: () =>
      Promise.all(
        [REVIEW_KEY, ['records'], ['sessions']].map((key) =>
          client.invalidateQueries({ queryKey: key }),
        ),
      ),
  })
}

const without = (data: InfiniteData<ReviewPage>, id: string): InfiniteData<ReviewPage> => ({
  ...data,
  pages: data.pages.map((page) => ({ ...page, items: page.items.filter((it) => it.id !== id) })),
})
