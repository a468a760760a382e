import { type RefObject, useEffect, useRef, useState } from 'react'
import { useDocumentVisibility } from '@mantine/hooks'
import { LIVE_FRAME_WIDTH } from '@/config/limits'
import type { DetectFacesResult } from '@/lib/api-types'
import { grabFrame } from '@/lib/camera'
import { type FrameLoop, startFrameLoop } from '@/lib/frame-loop'
import { type Placement, Steadiness, placementOf } from '@/lib/placement'
import { detectFaces } from './detect-faces'

export type LiveFaces = {
  result: DetectFacesResult | null
  placement: Placement | null
  steady: boolean
  failing: boolean
}

const NOTHING: LiveFaces = { result: null, placement: null, steady: false, failing: false }

const INTERVAL_MS = 200
const FAILURE_PAUSE_MS = 2_000
const FRAME_QUALITY = 0.7

/** Asks the gateway where the faces of the video are while `active`, one small frame at a time. */
export function useLiveFaces(
  video: RefObject<HTMLVideoElement | null>,
  active: boolean,
): LiveFaces {
  const [live, setLive] = useState<LiveFaces>(NOTHING)
  const visibility = useDocumentVisibility()
  const loopRef = useRef<FrameLoop | null>(null)

  useEffect(() => {
    if (!active) return
    const steadiness = new Steadiness()
    const loop = startFrameLoop({
      intervalMs: INTERVAL_MS,
      failurePauseMs: FAILURE_PAUSE_MS,
      mayRun: () => !document.hidden,
      async work(signal) {
        if (!video.current) return
        try {
          const frame = await grabFrame(video.current, LIVE_FRAME_WIDTH, FRAME_QUALITY)
          const result = await detectFaces(frame, signal)
          if (signal.aborted) return
          setLive({
            result,
            placement: placementOf(result),
            steady: steadiness.see(result, performance.now()),
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
  }, [active, video])

  useEffect(() => {
    if (visibility === 'visible') loopRef.current?.wake()
  }, [visibility])

  return live
}
