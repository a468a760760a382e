import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { CheckAttendanceResult } from '@/lib/api-types'

function checkAttendance(picture: Blob): Promise<CheckAttendanceResult> {
  const form = new FormData()
  form.set('media', picture, picture instanceof File ? picture.name : 'camera.jpg')
  return api.upload<CheckAttendanceResult>('/api/v1/check-attendance', form)
}

export function useCheckAttendance() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: checkAttendance,
    onSettled: () => client.invalidateQueries({ queryKey: ['records'] }),
  })
}
