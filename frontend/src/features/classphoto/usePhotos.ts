import { useCallback, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { checkGroup } from './api/check-group'
import type { Photo } from './photos'

/** Pictures are looked at one after the other: a class photo is work enough for the server. */
export function usePhotos(sessionId: string | null) {
  const client = useQueryClient()
  const [photos, setPhotos] = useState<readonly Photo[]>([])
  const lineRef = useRef<Promise<void>>(Promise.resolve())

  const change = useCallback((id: string, changes: Partial<Photo>) => {
    setPhotos((before) => before.map((one) => (one.id === id ? { ...one, ...changes } : one)))
  }, [])

  const check = useCallback(
    (id: string, file: File) => {
      lineRef.current = lineRef.current.then(async () => {
        change(id, { state: 'checking', error: null })
        try {
          change(id, { state: 'done', result: await checkGroup(file, sessionId, id) })
        } catch (error) {
          change(id, { state: 'failed', error })
        }
        await client.invalidateQueries({ queryKey: ['records'] })
      })
    },
    [change, client, sessionId],
  )

  const add = useCallback(
    (files: readonly File[]) => {
      const added = files.map((file): Photo => {
        const id = crypto.randomUUID()
        return { id, file, state: 'waiting', result: null, error: null }
      })
      setPhotos((before) => [...before, ...added])
      for (const { id, file } of added) check(id, file)
    },
    [check],
  )

  const clear = useCallback(() => setPhotos([]), [])
  return { photos, add, check, clear }
}
