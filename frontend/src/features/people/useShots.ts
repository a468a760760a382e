import { useCallback, useState } from 'react'
import { MAX_SHOTS } from '@/config/limits'
import type { PoseName } from './poses'

/** `pose` is what a shot of the camera was asked to show; null for a picture from elsewhere. */
export type Shot = { id: number; file: File; pose: PoseName | null }

/** The shots taken or chosen so far, at most MAX_SHOTS. */
export function useShots() {
  const [shots, setShots] = useState<readonly Shot[]>([])
  const add = useCallback((files: readonly File[], pose: PoseName | null = null) => {
    setShots((before) => {
      const next = Math.max(0, ...before.map(({ id }) => id)) + 1
      const added = files.map((file, i) => ({ id: next + i, file, pose }))
      return [...before, ...added].slice(0, MAX_SHOTS)
    })
  }, [])
  const remove = useCallback(
    (id: number) => setShots((before) => before.filter((shot) => shot.id !== id)),
    [],
  )
  const clear = useCallback(() => setShots([]), [])
  return { shots, add, remove, clear }
}
