import { useCallback, useEffect, useRef, useState } from 'react'
import { asApiProblem } from '@/lib/api-problem'
import { timing } from '@/lib/timing'
import { type Attempt, useCheckAttendance } from './api/check-attendance'
import { type LastCheck, SHOWN_FOR_MS, nextCheck } from './auto-capture'
import { OfflineQueue } from './offline/queue'
import { useOfflineQueue } from './offline/useOfflineQueue'
import { type Outcome, outcomeOf, outcomeOfKept, outcomeOfProblem } from './outcome'

export type CheckIn =
  | { phase: 'ready' }
  | { phase: 'checking' }
  | { phase: 'shown'; outcome: Outcome; faceSinceMs: number | null }

export type Purpose = Pick<Attempt, 'sessionId' | 'direction'>

/**
 * One check-in after the other. A result goes away by itself after a while, unless it is `held` (somebody
 * reads its details); the camera goes on looking all the while. Without the network a picture of the camera is
 * kept on the device and sent later.
 */
export function useCheckIn(purpose: Purpose) {
  const { mutateAsync } = useCheckAttendance()
  const offline = useOfflineQueue()
  const { queue } = offline
  const [state, setState] = useState<CheckIn>({ phase: 'ready' })
  const [held, setHeld] = useState(false)
  const lastRef = useRef<LastCheck | null>(null)
  const busyRef = useRef(false)
  const { sessionId, direction } = purpose

  const decide = useCallback(
    async (picture: Blob): Promise<Outcome> => {
      const now = new Date()
      const attempt: Attempt = {
        id: crypto.randomUUID(),
        picture,
        sessionId,
        direction,
        capturedAt: null,
      }
      try {
        return outcomeOf(await mutateAsync(attempt), now)
      } catch (error) {
        const gone = asApiProblem(error).kind === 'unreachable' || isTimeout(error)
        if (!gone || !OfflineQueue.isPossible()) return outcomeOfProblem(error)
        const capturedAt = now.toISOString()
        const kept = await queue.keep({ ...attempt, capturedAt }).catch(() => false)
        return kept ? outcomeOfKept(capturedAt) : outcomeOfProblem(error)
      }
    },
    [mutateAsync, queue, sessionId, direction],
  )

  const check = useCallback(
    async (take: () => Promise<Blob>, faceSinceMs: number | null = null) => {
      if (busyRef.current) return
      busyRef.current = true
      setHeld(false)
      setState({ phase: 'checking' })
      let outcome: Outcome
      try {
        const asked = performance.now()
        const picture = await take()
        timing('shot', asked)
        const sent = performance.now()
        outcome = await decide(picture)
        timing('answer', sent)
      } catch (error) {
        outcome = outcomeOfProblem(error)
      }
      lastRef.current = nextCheck(lastRef.current, outcome.kind, performance.now())
      busyRef.current = false
      setState({ phase: 'shown', outcome, faceSinceMs })
    },
    [decide],
  )

  const reset = useCallback(() => setState({ phase: 'ready' }), [])

  useEffect(() => {
    if (state.phase !== 'shown' || held) return
    const timer = setTimeout(reset, SHOWN_FOR_MS[state.outcome.kind])
    return () => clearTimeout(timer)
  }, [state, held, reset])

  useEffect(() => {
    if (state.phase === 'shown' && state.outcome.kind === 'valid' && state.faceSinceMs !== null) {
      timing('name', state.faceSinceMs)
    }
  }, [state])

  const faceLeft = useCallback(() => {
    if (lastRef.current) lastRef.current = { ...lastRef.current, faceLeftSince: true }
  }, [])

  return { state, check, reset, setHeld, lastRef, faceLeft, offline }
}

const isTimeout = (error: unknown) =>
  error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError')
