import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { AddPersonResult } from '@/lib/api-types'
import { PEOPLE_KEY } from './people'
import { personPath } from './person'

function addFaces(id: string, shots: readonly File[]): Promise<AddPersonResult> {
  const form = new FormData()
  for (const shot of shots) form.append('images', shot, shot.name)
  return api.upload<AddPersonResult>(`${personPath(id)}/faces`, form)
}

export function useAddFaces(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (shots: readonly File[]) => addFaces(id, shots),
    onSuccess: () => client.invalidateQueries({ queryKey: PEOPLE_KEY }),
  })
}
