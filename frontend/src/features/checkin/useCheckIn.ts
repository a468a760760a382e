import { useCallback, useEffect, useRef, useState } from 'react'
import { useCheckAttendance } from './api/check-attendance'
import { type LastCheck, SHOWN_FOR_MS, nextCheck } from './auto-capture'
import { type Outcome, outcomeOf, outcomeOfProblem } from './outcome'

export type CheckIn =
  { phase: 'ready' } | { phase: 'checking' } | { phase: 'shown'; outcome: Outcome }

/**
 * One check-in after the other. A result goes away by itself after a while, unless it is `held` (somebody
 * reads its details); the camera goes on looking all the while.
 */
export function useCheckIn() {
  const { mutateAsync } = useCheckAttendance()
  const [state, setState] = useState<CheckIn>({ phase: 'ready' })
  const [held, setHeld] = useState(false)
  const lastRef = useRef<LastCheck | null>(null)
  const busyRef = useRef(false)

  const check = useCallback(
    async (take: () => Promise<Blob>) => {
      if (busyRef.current) return
      busyRef.current = true
      setHeld(false)
      setState({ phase: 'checking' })
      let outcome: Outcome
      try {
        outcome = outcomeOf(await mutateAsync(await take()), new Date())
      } catch (error) {
        outcome = outcomeOfProblem(error)
      }
      lastRef.current = nextCheck(lastRef.current, outcome.kind, performance.now())
      busyRef.current = false
      setState({ phase: 'shown', outcome })
    },
    [mutateAsync],
  )

  const reset = useCallback(() => setState({ phase: 'ready' }), [])

  useEffect(() => {
    if (state.phase !== 'shown' || held) return
    const timer = setTimeout(reset, SHOWN_FOR_MS[state.outcome.kind])
    return () => clearTimeout(timer)
  }, [state, held, reset])

  const faceLeft = useCallback(() => {
    if (lastRef.current) lastRef.current = { ...lastRef.current, faceLeftSince: true }
  }, [])

  return { state, check, reset, setHeld, lastRef, faceLeft }
}
