import { describe, expect, it } from 'vitest'
import { nextPose, poseFits } from './poses'

const pose = (turn: number, nod = 0.5) => ({ turn, nod, tiltDegrees: 0 })

describe('poseFits', () => {
  it.each([
    ['straight', pose(0), true],
    ['straight', pose(0.3), false],
    // The camera sees a head that turns to its own left move to the right.
    ['left', pose(0.3), true],
    ['left', pose(-0.3), false],
    ['left', pose(0.9), false],
    ['right', pose(-0.3), true],
    ['up', pose(0, 0.3), true],
    ['up', pose(0, 0.5), false],
    ['down', pose(0, 0.7), true],
  ] as const)('%s_%o_is_%s', (wanted, given, fits) => {
    expect(poseFits(wanted, given)).toBe(fits)
  })
})

describe('nextPose', () => {
  it('viewsAreAskedForInTurn_whateverElseWasTaken', () => {
    expect(nextPose([])).toBe('straight')
    expect(nextPose(['straight', null, 'right'])).toBe('left')
    expect(nextPose(['straight', 'left', 'right', 'up', 'down'])).toBeNull()
  })
})
