import { useCallback, useRef, useState } from 'react'
import type { CameraHandle } from '@/components/camera/LiveCamera'
import type { LiveFaces } from '@/components/camera/useLiveFaces'
import { timing } from '@/lib/timing'
import { mayCapture } from './auto-capture'
import { type Purpose, useCheckIn } from './useCheckIn'

/**
 * Checks in whoever stands before the camera: by itself where `automatic`, else when asked to. Nothing happens by
 * itself while it is `blind`: where the face finder could not be loaded.
 */
export function useCameraCheckIn(purpose: Purpose, automatic: boolean) {
  const camera = useRef<CameraHandle>(null)
  const faceSinceRef = useRef<number | null>(null)
  const [blind, setBlind] = useState(false)
  const checkIn = useCheckIn(purpose)
  const { state, check, faceLeft, lastRef } = checkIn
  const checking = state.phase === 'checking'

  const checkCamera = useCallback(
    () =>
      check(
        () => camera.current?.shoot() ?? Promise.reject(new Error('The camera is not open.')),
        faceSinceRef.current,
      ),
    [check],
  )

  const onFaces = useCallback(
    ({ steady, faceSinceMs, failing }: LiveFaces) => {
      setBlind(failing)
      if (faceSinceMs !== faceSinceRef.current) faceLeft()
      faceSinceRef.current = faceSinceMs
      const last = lastRef.current
      if (mayCapture({ enabled: automatic, steady, checking, last, nowMs: performance.now() })) {
        if (faceSinceMs !== null) timing('steady', faceSinceMs)
        void checkCamera()
      }
    },
    [automatic, checking, checkCamera, faceLeft, lastRef],
  )

  return { ...checkIn, camera, checking, checkCamera, onFaces, blind }
}
