export type CameraFault = 'insecure' | 'denied' | 'absent' | 'busy' | 'lost' | 'failed'

/** Why the camera did not start, from the error of getUserMedia. */
export function cameraFault(error: unknown): CameraFault {
  const name = error instanceof DOMException || error instanceof Error ? error.name : ''
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'absent'
    case 'NotReadableError':
    case 'AbortError':
      return 'busy'
    default:
      return 'failed'
  }
}

/** Browsers hide the camera from pages that came over plain HTTP from another machine. */
export function cameraIsReachable(): boolean {
  return window.isSecureContext && navigator.mediaDevices !== undefined
}

export function openCamera(deviceId: string | null): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: {
      width: { ideal: 1280 },
      height: { ideal: 720 },
      ...(deviceId ? { deviceId: { exact: deviceId } } : { facingMode: 'user' }),
    },
  })
}

export async function listCameras(): Promise<MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices.filter((device) => device.kind === 'videoinput' && device.deviceId !== '')
}

/** The current frame as a JPEG no wider than `maxWidth`; rejects where the video has no frame yet. */
export function grabFrame(
  video: HTMLVideoElement,
  maxWidth: number,
  quality: number,
): Promise<Blob> {
  const { videoWidth, videoHeight } = video
  if (videoWidth === 0) return Promise.reject(new Error('The camera has not sent a picture yet.'))
  const scale = Math.min(1, maxWidth / videoWidth)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(videoWidth * scale)
  canvas.height = Math.round(videoHeight * scale)
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The frame could not be encoded.'))),
      'image/jpeg',
      quality,
    )
  })
}
