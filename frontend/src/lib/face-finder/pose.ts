import type { RawFace } from './blazeface'

/**
 * Where a face looks, from its points. `turn` is how far the nose stands from the middle between the eyes,
 * in eye distances along the line of the eyes: 0 straight, positive towards the picture's right. `nod` is the
 * height of the nose between the eyes (0) and the mouth (1): about one half where one looks straight, less
 * looking up. `tiltDegrees` is the slope of the eyes.
 */
export type Pose = { turn: number; nod: number; tiltDegrees: number }

export function poseOf({ points }: RawFace): Pose {
  const { rightEye, leftEye, nose, mouth } = points
  const dx = leftEye.x - rightEye.x
  const dy = leftEye.y - rightEye.y
  const eyes = Math.hypot(dx, dy) || Number.EPSILON
  const along = { x: dx / eyes, y: dy / eyes }
  const middle = { x: (leftEye.x + rightEye.x) / 2, y: (leftEye.y + rightEye.y) / 2 }
  const turn = ((nose.x - middle.x) * along.x + (nose.y - middle.y) * along.y) / eyes
  const down = (point: { x: number; y: number }) =>
    -(point.x - middle.x) * along.y + (point.y - middle.y) * along.x
  return {
    turn,
    nod: down(nose) / (down(mouth) || Number.EPSILON),
    tiltDegrees: (Math.atan2(dy, dx) * 180) / Math.PI,
  }
}
