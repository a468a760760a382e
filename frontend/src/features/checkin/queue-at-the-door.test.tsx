import type { ReactNode } from 'react'
import { QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { LiveFaces } from '@/components/camera/useLiveFaces'
import { newQueryClient } from '@/lib/query-client'
import { fakeGateway } from '@/testing/fake-gateway'
import { anInvalidResult } from '@/testing/fixtures'
import { server } from '@/testing/server'
import { aPicture } from '@/testing/show'
import { useCameraCheckIn } from './useCameraCheckIn'
import type { Purpose } from './useCheckIn'

const PURPOSE: Purpose = { sessionId: null, direction: 'in' }

/** A check-in by camera at the door of a site that knows nobody, on a clock that stands still. */
function openDoor() {
  let checks = 0
  server.use(
    http.post('*/api/v1/check-attendance', () => {
      checks += 1
      return HttpResponse.json(anInvalidResult('UNKNOWN_FACE'))
    }),
    ...fakeGateway({ signedIn: true }),
  )
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1_000)
  const client = newQueryClient()
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const { result: door } = renderHook(() => useCameraCheckIn(PURPOSE, true), { wrapper })
  door.current.camera.current = { shoot: () => Promise.resolve(aPicture()) }
  return {
    checks: () => checks,
    isBlind: () => door.current.blind,
    /** The face finder cannot be loaded. */
    failsToLook() {
      act(() =>
        door.current.onFaces({
          result: null,
          placement: null,
          steady: false,
          takenMs: 0,
          faceSinceMs: null,
          failing: true,
        }),
      )
    },
    async looks(nowMs: number, faceSinceMs: number | null) {
      clock.mockReturnValue(nowMs)
      const faces: LiveFaces = {
        result: null,
        placement: faceSinceMs === null ? 'none' : 'good',
        steady: faceSinceMs !== null,
        takenMs: nowMs,
        faceSinceMs,
        failing: false,
      }
      act(() => door.current.onFaces(faces))
      await waitFor(() => expect(door.current.state.phase).toBe('shown'))
    },
  }
}

afterEach(() => vi.restoreAllMocks())

describe('a queue at the door', () => {
  it('nextOne_isCheckedAtOnce_withNoEmptyFrameBetween', async () => {
    const door = openDoor()
    await door.looks(1_000, 1_000)
    expect(door.checks()).toBe(1)
    await door.looks(1_900, 1_000)
    expect(door.checks()).toBe(1)
    await door.looks(1_950, 1_950)
    expect(door.checks()).toBe(2)
  })

  it('nextOne_afterOneWhoWasTriedOften_isCheckedAtOnceToo', async () => {
    const door = openDoor()
    await door.looks(1_000, 1_000)
    await door.looks(4_000, 1_000)
    await door.looks(10_000, 1_000)
    expect(door.checks()).toBe(3)
    await door.looks(11_000, 1_000)
    expect(door.checks()).toBe(3)
    await door.looks(11_050, 11_050)
    expect(door.checks()).toBe(4)
  })

  it('sameOne_afterAnEmptyFrame_isCheckedAgain', async () => {
    const door = openDoor()
    await door.looks(1_000, 1_000)
    await door.looks(1_500, null)
    await door.looks(1_900, 1_900)
    expect(door.checks()).toBe(2)
  })

  it('withoutTheFaceFinder_isBlind_untilItLooksAgain', async () => {
    const door = openDoor()
    door.failsToLook()
    expect(door.isBlind()).toBe(true)
    expect(door.checks()).toBe(0)
    await door.looks(1_000, 1_000)
    expect(door.isBlind()).toBe(false)
  })
})
