import { api } from '@/lib/api-client'
import type { DetectFacesResult } from '@/lib/api-types'

/** Where the faces of one small frame are. Polled, so it is no query: nothing is kept or retried. */
export function detectFaces(frame: Blob, signal: AbortSignal): Promise<DetectFacesResult> {
  const form = new FormData()
  form.set('media', frame, 'frame.jpg')
  return api.upload<DetectFacesResult>('/api/v1/detect-faces', form, { signal })
}
