import type { Pose } from '@/lib/face-finder/pose'

/** The views that make a good template, in the order they are asked for; the first three are enough. */
export const POSES = ['straight', 'left', 'right', 'up', 'down'] as const
export const ENOUGH_POSES = 3

export type PoseName = (typeof POSES)[number]

/** In eye distances: from about 10 to 40 degrees of a turned head. */
const TURNED = { from: 0.15, to: 0.55 }
const STRAIGHT = 0.15
/** The nose between eyes (0) and mouth (1). */
const LEVEL = { from: 0.4, to: 0.62 }

/** Whether a head is held as asked. Left and right are the person's own. */
export function poseFits(wanted: PoseName, { turn, nod }: Pose): boolean {
  switch (wanted) {
    case 'straight':
      return Math.abs(turn) < STRAIGHT && nod > LEVEL.from && nod < LEVEL.to
    case 'left':
      return turn > TURNED.from && turn < TURNED.to
    case 'right':
      return -turn > TURNED.from && -turn < TURNED.to
    case 'up':
      return Math.abs(turn) < TURNED.from * 1.5 && nod <= LEVEL.from
    case 'down':
      return Math.abs(turn) < TURNED.from * 1.5 && nod >= LEVEL.to
  }
}

/** The next view to take, or null once all are there. */
export const nextPose = (taken: readonly (PoseName | null)[]): PoseName | null =>
  POSES.find((pose) => !taken.includes(pose)) ?? null
