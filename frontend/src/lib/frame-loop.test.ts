import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startFrameLoop } from './frame-loop'

const timing = { intervalMs: () => 200, failurePauseMs: 2000 }

describe('startFrameLoop', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('slowWork_neverOverlaps', async () => {
    let inFlight = 0
    let most = 0
    let turns = 0
    const loop = startFrameLoop({
      ...timing,
      mayRun: () => true,
      work: async () => {
        turns += 1
        most = Math.max(most, ++inFlight)
        await new Promise((resolve) => setTimeout(resolve, 900))
        inFlight -= 1
      },
    })
    await vi.advanceTimersByTimeAsync(5000)
    loop.stop()
    expect(most).toBe(1)
    expect(turns).toBe(6)
  })

  it('fastWork_keepsTheInterval', async () => {
    const work = vi.fn(() => Promise.resolve())
    const loop = startFrameLoop({ ...timing, mayRun: () => true, work })
    await vi.advanceTimersByTimeAsync(1000)
    loop.stop()
    expect(work).toHaveBeenCalledTimes(6)
  })

  it('shorterInterval_countsFromTheNextTurn', async () => {
    let intervalMs = 200
    const work = vi.fn(() => Promise.resolve())
    const loop = startFrameLoop({
      ...timing,
      intervalMs: () => intervalMs,
      mayRun: () => true,
      work,
    })
    await vi.advanceTimersByTimeAsync(200)
    expect(work).toHaveBeenCalledTimes(2)
    intervalMs = 50
    await vi.advanceTimersByTimeAsync(300)
    loop.stop()
    expect(work).toHaveBeenCalledTimes(5)
  })

  it('failure_pausesBeforeTheNextTurn', async () => {
    const work = vi.fn(() => Promise.reject(new Error('no')))
    const loop = startFrameLoop({ ...timing, mayRun: () => true, work })
    await vi.advanceTimersByTimeAsync(1999)
    expect(work).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(work).toHaveBeenCalledTimes(2)
    loop.stop()
  })

  it('hiddenTab_sleeps_andWakes', async () => {
    let visible = false
    const work = vi.fn(() => Promise.resolve())
    const loop = startFrameLoop({ ...timing, mayRun: () => visible, work })
    await vi.advanceTimersByTimeAsync(5000)
    expect(work).not.toHaveBeenCalled()
    visible = true
    loop.wake()
    await vi.advanceTimersByTimeAsync(0)
    expect(work).toHaveBeenCalledOnce()
    loop.stop()
  })

  it('wakeWhileRunning_startsNoSecondTurn', async () => {
    const work = vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, 500)))
    const loop = startFrameLoop({ ...timing, mayRun: () => true, work })
    await vi.advanceTimersByTimeAsync(100)
    loop.wake()
    await vi.advanceTimersByTimeAsync(100)
    expect(work).toHaveBeenCalledOnce()
    loop.stop()
  })

  it('stop_abortsTheRunningWork_andEndsTheLoop', async () => {
    let given: AbortSignal | null = null
    const work = vi.fn((signal: AbortSignal) => {
      given = signal
      return new Promise<void>((resolve) => setTimeout(resolve, 500))
    })
    const loop = startFrameLoop({ ...timing, mayRun: () => true, work })
    await vi.advanceTimersByTimeAsync(100)
    loop.stop()
    expect(given).toMatchObject({ aborted: true })
    await vi.advanceTimersByTimeAsync(5000)
    expect(work).toHaveBeenCalledOnce()
  })
})
