import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './api-problem'

const MAX_RETRIES = 2

/** Only what may pass by itself is worth asking again. */
export function retries(failures: number, error: unknown): boolean {
  return (
    failures < MAX_RETRIES &&
    error instanceof ApiProblem &&
    (error.kind === 'unreachable' || error.kind === 'busy')
  )
}

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: retries, retryDelay: (n) => 500 * 2 ** n, staleTime: 5_000 },
      mutations: { retry: false },
    },
  })
}
