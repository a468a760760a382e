import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { Models, SiteModel } from '@/lib/api-types'

const MODELS_KEY = ['models']

export const reportPath = ({ id, version }: Pick<SiteModel, 'id' | 'version'>) =>
  `/api/v1/models/${encodeURIComponent(id)}/${encodeURIComponent(version)}/report`

export const modelsQueryOptions = queryOptions({
  queryKey: MODELS_KEY,
  queryFn: ({ signal }) => api.get<Models>('/api/v1/models', { signal }),
})

/** Every network of the site, those that serve and those that could. */
export const useModels = () => useQuery(modelsQueryOptions)

type Choice = Pick<SiteModel, 'head' | 'id' | 'version'>

export function useSwitchModel() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ head, id, version }: Choice) =>
      api.post<Models>(`/api/v1/models/${encodeURIComponent(head)}/switch`, { id, version }),
    onSuccess: (models) => {
      client.setQueryData(modelsQueryOptions.queryKey, models)
      return client.invalidateQueries({ queryKey: ['settings'] })
    },
  })
}
