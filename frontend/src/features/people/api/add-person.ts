import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { AddPersonResult } from '@/lib/api-types'
import { PEOPLE_KEY } from './people'

type NewPerson = {
  name: string
  externalId: string
  groups: readonly string[]
  consent: string | null
  shots: readonly File[]
}

function addPerson({
  name,
  externalId,
  groups,
  consent,
  shots,
}: NewPerson): Promise<AddPersonResult> {
  const form = new FormData()
  form.set('name', name)
  if (externalId) form.set('external_id', externalId)
  for (const group of groups) form.append('groups', group)
  if (consent) form.set('consent', consent)
  for (const shot of shots) form.append('images', shot, shot.name)
  return api.upload<AddPersonResult>('/api/v1/add-person', form)
}

export function useAddPerson() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: addPerson,
    onSuccess: () => client.invalidateQueries({ queryKey: PEOPLE_KEY }),
  })
}
