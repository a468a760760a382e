import type { Finding } from './face-finder/messages'
import { lightFault } from './placement'

/** What a picture of somebody lacks, as far as this browser can tell; the server has the last word. */
export type ShotFault = 'none' | 'several' | 'small' | 'dark' | 'bright' | 'blurred'

/** Below this a template of a face is worth little. */
const MIN_FACE_PIXELS = 64
const DOMINANCE = 2

export function shotFault({ faces }: Finding): ShotFault | null {
  const [face, second] = faces
  if (!face) return 'none'
  const size = ({ box }: typeof face) => (box.x_max - box.x_min) * (box.y_max - box.y_min)
  if (second && size(second) * DOMINANCE > size(face)) return 'several'
  if (face.box.y_max - face.box.y_min < MIN_FACE_PIXELS) return 'small'
  return lightFault(face)
}
