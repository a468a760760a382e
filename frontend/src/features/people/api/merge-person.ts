import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { Person } from '@/lib/api-types'
import { PEOPLE_KEY } from './people'
import { personPath } from './person'

type Merge = { id: string; into: string; reason: string }

/** Puts two entries of one human together: shots and records go to `into`, and `id` is no more. */
const mergePerson = ({ id, into, reason }: Merge) =>
  api.post<Person>(`${personPath(id)}/merge`, { into, reason })

export function useMergePerson() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: mergePerson,
    onSuccess: () =>
      Promise.all(
        [PEOPLE_KEY, ['records'], ['groups']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
}
