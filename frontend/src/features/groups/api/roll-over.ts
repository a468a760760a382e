import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { Group } from '@/lib/api-types'
import { groupPath } from './group'
import { GROUPS_KEY } from './groups'

type NextTerm = {
  name: string
  starts_on: string
  ends_on: string | null
  keep_members: boolean
  keep_schedules: boolean
}

/** Begins the next term as a group of its own; `idempotencyKey` keeps a repeated press from making two. */
export function useRollOver(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ term, key }: { term: NextTerm; key: string }) =>
      api.post<Group>(`${groupPath(id)}/roll-over`, term, { idempotencyKey: key }),
    onSuccess: () => client.invalidateQueries({ queryKey: GROUPS_KEY }),
  })
}
