import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { Import, ImportOptions, ImportPreview } from '@/lib/api-types'
import { IMPORTS_KEY } from './imports'

export type ImportKind = Import['kind']
export type Mapping = Record<string, string>

type Wish = { kind: ImportKind; file: File; mapping: Mapping | null; options: ImportOptions }

function formOf({ kind, file, mapping, options }: Wish): FormData {
  const form = new FormData()
  form.set('kind', kind)
  if (mapping) form.set('mapping', JSON.stringify(mapping))
  form.set('options', JSON.stringify(options))
  form.set('file', file, file.name)
  return form
}

/** Reads the head of a file: its columns, its first rows, and which column may be what. */
export const usePreview = () =>
  useMutation({
    mutationFn: (wish: Wish) => api.upload<ImportPreview>('/api/v1/imports/preview', formOf(wish)),
  })

/** Checks every row and changes nothing; it is carried out afterwards, from its own page. */
export function useDryRun() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ wish, key }: { wish: Wish; key: string }) => {
      const form = formOf(wish)
      form.set('dry_run', 'true')
      return api.upload<Import>('/api/v1/imports', form, { idempotencyKey: key })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: IMPORTS_KEY }),
  })
}
