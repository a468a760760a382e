import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import { PEOPLE_KEY } from './people'
import { personKey, personPath } from './person'

const deletePerson = (id: string) => api.delete(personPath(id))

export function useDeletePerson(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => deletePerson(id),
    onSuccess: async () => {
      client.removeQueries({ queryKey: personKey(id) })
      await client.invalidateQueries({ queryKey: [...PEOPLE_KEY, 'list'] })
    },
  })
}
