/** A camera that stands still for longer is looked at all the same. */
const PATIENCE_MS = 150

/** Waits for the camera's next frame, where the browser tells of it. */
export function nextFrame(video: HTMLVideoElement): Promise<void> {
  if (!('requestVideoFrameCallback' in video)) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS)
    video.requestVideoFrameCallback(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
