import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { Person } from '@/lib/api-types'
import { PEOPLE_KEY } from './people'
import { personKey, personPath } from './person'

export type Change = {
  name?: string
  external_id?: string | null
  groups?: string[]
  birth_date?: string | null
  gender?: NonNullable<Person['gender']> | null
}

const updatePerson = (id: string, change: Change) => api.patch<Person>(personPath(id), change)

export function useUpdatePerson(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: Change) => updatePerson(id, change),
    onSuccess: (person) => {
      client.setQueryData(personKey(id), person)
      return client.invalidateQueries({ queryKey: PEOPLE_KEY })
    },
  })
}
