import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useDocumentVisibility } from '@mantine/hooks'
import { type Look, openFaceFinder } from '@/lib/face-finder/face-finder'
import type { Box, Finding } from '@/lib/face-finder/messages'
import { type FrameLoop, startFrameLoop } from '@/lib/frame-loop'
import { type Placement, Presence, Steadiness, placementOf } from '@/lib/placement'
import { timing } from '@/lib/timing'
import { nextFrame } from './next-frame'

export type LiveFaces = {
  result: Finding | null
  placement: Placement | null
  steady: boolean
  /** On the page's clock: when the frame was taken that all this is said of. */
  takenMs: number
  /** On the page's clock: since when the same face is there; null where there is none. */
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

/** Between two frames of a camera and three, so that every other one is looked at. */
const INTERVAL_MS = 50
const FAILURE_PAUSE_MS = 2_000
/** Somebody who steps in beside a face is seen after no more than this. */
const WHOLE_EVERY_MS = 250
/** A look that is older shows another moment than the one that was meant. */
const FRESH_MS = 100

/**
 * Where the faces of the video are while `active`, found in this browser, one frame at a time: every frame
 * that the camera and the machine give while a good face is to become steady, else a few a second.
 *
 * `onFaces` hears of each frame at once, before it is drawn, and of each try that fails. `shoot` gives the frame of the last look as a JPEG,
 * or null where that was too long ago.
 */
export function useLiveFaces(
  video: RefObject<HTMLVideoElement | null>,
  active: boolean,
  anyPose = false,
  onFaces?: (faces: LiveFaces) => void,
) {
  const [live, setLive] = useState<LiveFaces>(NOTHING)
  const visibility = useDocumentVisibility()
  const loopRef = useRef<FrameLoop | null>(null)
  const presenceRef = useRef(new Presence())
  const lookRef = useRef<{ look: Look; atMs: number } | null>(null)
  const onFacesRef = useRef(onFaces)
  useEffect(() => {
    onFacesRef.current = onFaces
  }, [onFaces])

  useEffect(() => {
    if (!active) return
    const steadiness = new Steadiness()
    let hurried = false
    let placement: Placement | null = null
    let near: Box | null = null
    let several = false
    let wholeMs = 0
    const loop = startFrameLoop({
      intervalMs: () => (hurried ? 0 : INTERVAL_MS),
      failurePauseMs: FAILURE_PAUSE_MS,
      mayRun: () => !document.hidden,
      async work(signal) {
        try {
          const finder = await openFaceFinder()
          if (video.current) await nextFrame(video.current)
          if (signal.aborted || !video.current) return
          const takenMs = performance.now()
          const thorough = several || takenMs - wholeMs >= WHOLE_EVERY_MS
          const look = await finder.look(video.current, { near, thorough })
          if (signal.aborted) return finder.forget()
          timing('look', takenMs)
          const result = look.finding
          if (result.whole) wholeMs = takenMs
          several = result.faces.length > 1
          near = several ? null : (result.faces[0]?.box ?? null)
          placement = placementOf(result, anyPose, placement)
          const steady = steadiness.see(result, takenMs, placement)
          hurried = placement === 'good' && !steady
          lookRef.current = { look, atMs: performance.now() }
          const faces: LiveFaces = {
            result,
            placement,
            steady,
            takenMs,
            faceSinceMs: presenceRef.current.see(result, takenMs),
            failing: false,
          }
          setLive(faces)
          onFacesRef.current?.(faces)
        } catch (error) {
          hurried = false
          if (!signal.aborted) {
            const blind = { ...NOTHING, failing: true }
            setLive(blind)
            onFacesRef.current?.(blind)
          }
          throw error
        }
      },
    })
    loopRef.current = loop
    return () => {
      loop.stop()
      loopRef.current = null
      lookRef.current = null
      setLive(NOTHING)
      // No picture of anybody is held longer than it is needed.
      openFaceFinder().then(
        (finder) => finder.forget(),
        () => {},
      )
    }
  }, [active, anyPose, video])

  useEffect(() => {
    if (visibility === 'visible') loopRef.current?.wake()
  }, [visibility])

  // Once drawn: how old the frame is by the time that its hint stands on the screen.
  useEffect(() => {
    if (live.result) timing('hint', live.takenMs)
  }, [live])

  const shoot = useCallback((maxWidth: number, quality: number): Promise<Blob> | null => {
    const last = lookRef.current
    if (last === null || performance.now() - last.atMs > FRESH_MS) return null
    return last.look.shoot(maxWidth, quality)
  }, [])

  return { live, shoot }
}
