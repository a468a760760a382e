import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { Import, ImportRowsPage, ImportsPage } from '@/lib/api-types'

export const IMPORTS_KEY = ['imports']
const PAGE_SIZE = 25
const WATCH_MS = 1_000

export const importPath = (id: string) => `/api/v1/imports/${encodeURIComponent(id)}`

/** Whether it goes on by itself, so that its state is worth asking for again. */
export const isMoving = ({ state }: Pick<Import, 'state'>) =>
  state === 'checking' || state === 'running'

export const importsQueryOptions = infiniteQueryOptions({
  queryKey: [...IMPORTS_KEY, 'list'],
  queryFn: ({ pageParam, signal }) =>
    api.get<ImportsPage>('/api/v1/imports', {
      query: { limit: PAGE_SIZE, cursor: pageParam },
      signal,
    }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
  refetchInterval: ({ state }) =>
    state.data?.pages.some((page) => page.imports.some(isMoving)) ? WATCH_MS * 3 : false,
})

export const useImports = () => useInfiniteQuery(importsQueryOptions)

export const importQueryOptions = (id: string) =>
  queryOptions({
    queryKey: [...IMPORTS_KEY, 'one', id],
    queryFn: ({ signal }) => api.get<Import>(importPath(id), { signal }),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? WATCH_MS : false),
  })

/** One import; asked for again every second while it goes on. */
export const useImport = (id: string) => useQuery(importQueryOptions(id))

export type RowsOf = 'all' | 'failed'

export const importRowsQueryOptions = (id: string, only: RowsOf, moving: boolean) =>
  infiniteQueryOptions({
    // Once it stands still its rows are read again: those read before may lack the last ones.
    queryKey: [...IMPORTS_KEY, 'rows', id, only, moving],
    queryFn: ({ pageParam, signal }) =>
      api.get<ImportRowsPage>(`${importPath(id)}/rows`, {
        query: { only: only === 'all' ? null : only, limit: 100, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: moving ? WATCH_MS * 3 : false,
  })

export const useImportRows = (id: string, only: RowsOf, moving: boolean) =>
  useInfiniteQuery(importRowsQueryOptions(id, only, moving))

export type Turn = 'run' | 'resume' | 'cancel'

/** Carries a dry run out, goes on with one that stands, or stops it. */
export function useTurnImport(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (turn: Turn) => api.post<Import>(`${importPath(id)}/${turn}`, {}),
    onSuccess: () =>
      Promise.all(
        [IMPORTS_KEY, ['people'], ['groups']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
}
