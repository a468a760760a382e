import { useMutation } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { FacesResult } from '@/lib/api-types'

function checkAgeAndEmotion(picture: File): Promise<FacesResult> {
  const form = new FormData()
  form.set('media', picture, picture.name)
  return api.upload<FacesResult>('/api/v1/check-age-and-emotion', form)
}

export const useCheckAgeAndEmotion = () => useMutation({ mutationFn: checkAgeAndEmotion })
