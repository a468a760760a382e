import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { Person } from '@/lib/api-types'
import { PEOPLE_KEY } from './people'

export const personPath = (id: string) => `/api/v1/people/${encodeURIComponent(id)}`
export const picturePath = (id: string) => `${personPath(id)}/picture`
export const personKey = (id: string) => [...PEOPLE_KEY, 'one', id]

const fetchPerson = (id: string, signal: AbortSignal) => api.get<Person>(personPath(id), { signal })

export const personQueryOptions = (id: string) =>
  queryOptions({
    queryKey: personKey(id),
    queryFn: ({ signal }) => fetchPerson(id, signal),
  })

export const usePerson = (id: string) => useQuery(personQueryOptions(id))
