import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { Person } from '@/lib/api-types'
import { PEOPLE_KEY } from './people'
import { personPath } from './person'

/** Makes one of two who are the same: this one's shots, groups and records go over to the other. */
export function useMergePerson(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ into, reason, key }: { into: string; reason: string; key: string }) =>
      api.post<Person>(`${personPath(id)}/merge`, { into, reason }, { idempotencyKey: key }),
    onSuccess: () =>
      Promise.all(
        [PEOPLE_KEY, ['records'], ['groups']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
}
