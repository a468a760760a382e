import type { ReactNode } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import { LoadingState } from './LoadingState'
import { ProblemNotice } from './ProblemNotice'

/** A query in each of its states: loading, failed with a way to try again, and there. */
export function QueryView<T>({
  query,
  loading = <LoadingState />,
  children,
}: {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'isPending' | 'refetch'>
  loading?: ReactNode
  children: (data: T) => ReactNode
}) {
  return (
    <>
      {query.error && <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && loading}
      {query.data !== undefined && children(query.data)}
    </>
  )
}
