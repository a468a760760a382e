import { type RefObject, useEffect, useRef, useState } from 'react'
import { useDocumentVisibility } from '@mantine/hooks'
import { openFaceFinder } from '@/lib/face-finder/face-finder'
import type { Finding } from '@/lib/face-finder/messages'
import { type FrameLoop, startFrameLoop } from '@/lib/frame-loop'
import { type Placement, Steadiness, placementOf } from '@/lib/placement'
import { timing } from '@/lib/timing'

export type LiveFaces = {
  result: Finding | null
  placement: Placement | null
  steady: boolean
  /** On the page's clock: when the frame was taken that all this is said of. */
  takenMs: number
  /** On the page's clock: since when there is a face without a frame that had none; null where there is none. */
  faceSinceMs: number | null
  failing: boolean
}

const NOTHING: LiveFaces = {
  result: null,
  placement: null,
  steady: false,
  takenMs: 0,
  faceSinceMs: null,
  failing: false,
}

const INTERVAL_MS = 66
const FAILURE_PAUSE_MS = 2_000

/** Where the faces of the video are while `active`, found in this browser, one frame at a time. */
export function useLiveFaces(
  video: RefObject<HTMLVideoElement | null>,
  active: boolean,
  anyPose = false,
): LiveFaces {
  const [live, setLive] = useState<LiveFaces>(NOTHING)
  const visibility = useDocumentVisibility()
  const loopRef = useRef<FrameLoop | null>(null)
  const faceSinceRef = useRef<number | null>(null)

  useEffect(() => {
    if (!active) return
    const steadiness = new Steadiness()
    const loop = startFrameLoop({
      intervalMs: INTERVAL_MS,
      failurePauseMs: FAILURE_PAUSE_MS,
      mayRun: () => !document.hidden,
      async work(signal) {
        try {
          const finder = await openFaceFinder()
          if (signal.aborted || !video.current) return
          const takenMs = performance.now()
          const result = await finder.find(video.current)
          if (signal.aborted) return
          faceSinceRef.current = result.faces.length > 0 ? (faceSinceRef.current ?? takenMs) : null
          setLive({
            result,
            placement: placementOf(result, anyPose),
            steady: steadiness.see(result, takenMs, anyPose),
            takenMs,
            faceSinceMs: faceSinceRef.current,
            failing: false,
          })
        } catch (error) {
          if (!signal.aborted) setLive({ ...NOTHING, failing: true })
          throw error
        }
      },
    })
    loopRef.current = loop
    return () => {
      loop.stop()
      loopRef.current = null
      setLive(NOTHING)
    }
  }, [active, anyPose, video])

  useEffect(() => {
    if (visibility === 'visible') loopRef.current?.wake()
  }, [visibility])

  // Once drawn: how old the frame is by the time that its hint stands on the screen.
  useEffect(() => {
    if (live.result) timing('rollcall:hint', live.takenMs)
  }, [live])

  return live
}
