import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tagged } from '@/lib/api-client'
import type { Settings, SettingsChange } from '@/lib/api-types'
import { toast } from '@/lib/toast'
import { useChangeSettings } from './api/settings'

/** One part of the settings as it is being edited, beside what is saved. */
export function useDraft<Draft extends object>(
  settings: Tagged<Settings>,
  read: (settings: Settings) => Draft,
  write: (draft: Draft) => SettingsChange,
) {
  const { t } = useTranslation()
  const saved = read(settings.value)
  const [edited, setEdited] = useState<Partial<Draft>>({})
  const draft: Draft = { ...saved, ...edited }
  const change = useChangeSettings(settings)
  const changed = (Object.keys(edited) as (keyof Draft)[]).some(
    (key) => JSON.stringify(draft[key]) !== JSON.stringify(saved[key]),
  )
  const save = () =>
    change.mutate(write(draft), {
      onSuccess: () => {
        setEdited({})
        toast.done(t('saved'))
      },
    })
  return {
    draft,
    set: (part: Partial<Draft>) => setEdited({ ...edited, ...part }),
    form: { changed, pending: change.isPending, error: change.error, onSave: save },
  }
}
