import { useCallback, useEffect, useRef, useState } from 'react'
import {
  type CameraFault,
  cameraFault,
  cameraIsReachable,
  listCameras,
  openCamera,
} from '@/lib/camera'

type CameraState =
  | { kind: 'starting' }
  | { kind: 'live'; mirrored: boolean; width: number; height: number }
  | { kind: 'fault'; fault: CameraFault }

/**
 * Holds one camera open while the component is mounted. The stream is stopped on unmount, so the camera's
 * light goes out with the page that used it.
 */
export function useCamera() {
  const videoRef = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<CameraState>({ kind: 'starting' })
  const [cameras, setCameras] = useState<MediaDeviceInfo[]>([])
  const [wanted, setWanted] = useState<{ deviceId: string | null; attempt: number }>({
    deviceId: null,
    attempt: 0,
  })

  useEffect(() => {
    if (!cameraIsReachable()) {
      setState({ kind: 'fault', fault: 'insecure' })
      return
    }
    let gone = false
    let stream: MediaStream | null = null
    const stop = () => stream?.getTracks().forEach((track) => track.stop())

    setState({ kind: 'starting' })
    const start = async () => {
      try {
        stream = await openCamera(wanted.deviceId)
        const video = videoRef.current
        if (gone || !video) return stop()
        const track = stream.getVideoTracks()[0]
        track?.addEventListener('ended', () => {
          if (!gone) setState({ kind: 'fault', fault: 'lost' })
        })
        video.srcObject = stream
        await video.play()
        if (gone) return
        setState({
          kind: 'live',
          mirrored: track?.getSettings().facingMode !== 'environment',
          width: video.videoWidth,
          height: video.videoHeight,
        })
        const found = await listCameras()
        if (!gone) setCameras(found)
      } catch (error) {
        stop()
        if (!gone) setState({ kind: 'fault', fault: cameraFault(error) })
      }
    }
    void start()
    return () => {
      gone = true
      stop()
    }
  }, [wanted])

  const retry = useCallback(
    () => setWanted(({ deviceId, attempt }) => ({ deviceId, attempt: attempt + 1 })),
    [],
  )

  const switchCamera = useCallback(() => {
    const stream = videoRef.current?.srcObject
    const current =
      stream instanceof MediaStream ? stream.getVideoTracks()[0]?.getSettings().deviceId : undefined
    const at = cameras.findIndex((camera) => camera.deviceId === current)
    const next = cameras[(at + 1) % Math.max(1, cameras.length)]
    setWanted(({ attempt }) => ({ deviceId: next?.deviceId ?? null, attempt: attempt + 1 }))
  }, [cameras])

  return { videoRef, state, canSwitch: cameras.length > 1, switchCamera, retry }
}
