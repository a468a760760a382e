import { describe, expect, it } from 'vitest'
import type { Finding, FoundFace } from './face-finder/messages'
import { Presence, Steadiness, placementOf } from './placement'

const face = (
  [x, y, width, height]: [x: number, y: number, width: number, height: number],
  changes: Partial<FoundFace> = {},
): FoundFace => ({
  box: { x_min: x, y_min: y, x_max: x + width, y_max: y + height, probability: 0.9 },
  pose: { turn: 0, nod: 0.5, tiltDegrees: 0 },
  light: { brightness: 0.5, sharpness: 3 },
  ...changes,
})

const frame = (...faces: FoundFace[]): Finding => ({
  image: { width: 640, height: 480 },
  faces,
  whole: true,
  workMs: 1,
})

const BOX: [number, number, number, number] = [240, 130, 160, 220]
const GOOD = frame(face(BOX))
const light = (brightness: number, sharpness: number) =>
  frame(face(BOX, { light: { brightness, sharpness } }))
const pose = (turn: number, tiltDegrees: number) =>
  frame(face(BOX, { pose: { turn, nod: 0.5, tiltDegrees } }))

describe('placementOf', () => {
  it.each([
    ['noFace', frame(), 'none'],
    ['oneCentredFace', GOOD, 'good'],
    ['smallFace', frame(face([300, 220, 40, 50])), 'far'],
    ['faceThatFillsTheFrame', frame(face([100, 5, 420, 470])), 'close'],
    ['faceAtTheEdge', frame(face([0, 130, 160, 220])), 'aside'],
    ['twoLikeFaces', frame(face([80, 130, 160, 220]), face([380, 130, 150, 210])), 'several'],
    ['somebodySmallBehind', frame(face(BOX), face([10, 100, 60, 80])), 'good'],
    ['darkness', light(0.05, 3), 'dark'],
    ['lampBehindTheCamera', light(0.95, 3), 'bright'],
    ['shakenFrame', light(0.5, 0.01), 'blurred'],
    ['profile', pose(0.7, 0), 'turned'],
    ['otherProfile', pose(-0.7, 0), 'turned'],
    ['headOnOneSide', pose(0, 40), 'tilted'],
  ] as const)('%s_is_%s', (_, finding, placement) => {
    expect(placementOf(finding)).toBe(placement)
  })

  it('turnedHead_whereAnyPoseIsGood_isGood', () => {
    expect(placementOf(pose(0.7, 0), true)).toBe('good')
  })
})

it('faceAtTheEdge_thatWasGood_staysGood', () => {
  const small = frame(face([290, 200, 60, 64]))
  expect(placementOf(small)).toBe('far')
  expect(placementOf(small, false, 'good')).toBe('good')
  expect(placementOf(small, false, 'far')).toBe('far')
})

describe('Steadiness', () => {
  it('goodFace_heldLongEnough_isSteady', () => {
    const steadiness = new Steadiness()
    expect(steadiness.see(GOOD, 0)).toBe(false)
    expect(steadiness.see(GOOD, 40)).toBe(false)
    expect(steadiness.see(GOOD, 80)).toBe(true)
  })

  it('twoFrames_farApart_areNotEnough', () => {
    const steadiness = new Steadiness()
    steadiness.see(GOOD, 0)
    expect(steadiness.see(GOOD, 5000)).toBe(false)
  })

  it('threeFrames_inOneMoment_areNotEnough', () => {
    const steadiness = new Steadiness()
    steadiness.see(GOOD, 0)
    steadiness.see(GOOD, 15)
    expect(steadiness.see(GOOD, 30)).toBe(false)
  })

  it('walkingBy_isNeverSteady', () => {
    const steadiness = new Steadiness()
    const steady = Array.from({ length: 10 }, (_, i) =>
      // Half of the frame in a second.
      steadiness.see(frame(face([160 + i * 0.033 * 320, 130, 160, 220])), i * 33),
    )
    expect(steady).not.toContain(true)
  })

  it('movingFace_startsOver', () => {
    const steadiness = new Steadiness()
    steadiness.see(GOOD, 0)
    steadiness.see(GOOD, 80)
    expect(steadiness.see(frame(face([330, 130, 160, 220])), 160)).toBe(false)
  })

  it('lostFace_startsOver', () => {
    const steadiness = new Steadiness()
    steadiness.see(GOOD, 0)
    steadiness.see(GOOD, 80)
    steadiness.see(frame(), 120)
    expect(steadiness.see(GOOD, 160)).toBe(false)
  })
})

const at = (x: number) => face([x, 130, 120, 160])

describe('Presence', () => {
  it('sameFace_isThereSinceItCame', () => {
    const presence = new Presence()
    expect(presence.see(frame(at(200)), 100)).toBe(100)
    expect(presence.see(frame(at(260)), 150)).toBe(100)
  })

  it('faceThatIsAllBesideTheLastOne_isAnother', () => {
    const presence = new Presence()
    presence.see(frame(at(360)), 100)
    expect(presence.see(frame(at(200)), 150)).toBe(150)
  })

  it('whoStoodBehind_isAnother_onceTheFirstIsGone', () => {
    const presence = new Presence()
    const behind = face([100, 100, 60, 80])
    presence.see(frame(at(300), behind), 100)
    expect(presence.see(frame(at(300)), 150)).toBe(100)
    expect(presence.see(frame(behind), 200)).toBe(200)
  })

  it('afterAnEmptyFrame_itIsAnother_whereverItIs', () => {
    const presence = new Presence()
    presence.see(frame(at(200)), 100)
    expect(presence.see(frame(), 150)).toBeNull()
    expect(presence.see(frame(at(200)), 200)).toBe(200)
  })
})
