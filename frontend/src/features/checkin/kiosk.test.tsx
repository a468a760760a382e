import { useState } from 'react'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { ApiProblem } from '@/lib/api-problem'
import { fakeGateway, problem } from '@/testing/fake-gateway'
import { aRecord, aValidResult, anInvalidResult } from '@/testing/fixtures'
import { server } from '@/testing/server'
import { show } from '@/testing/show'
import { KioskPage } from './components/KioskPage'
import { KioskResult } from './components/KioskResult'
import { OfflineNotice } from './components/OfflineNotice'
import { OperatorPanel } from './components/OperatorPanel'
import { type Outcome, outcomeOf, outcomeOfKept, outcomeOfProblem } from './outcome'
import type { CheckIn } from './useCheckIn'

const NOW = new Date('2026-03-09T08:00:00Z')
const shown = (outcome: Outcome): CheckIn => ({ phase: 'shown', outcome, faceSinceMs: null })
const result = (state: CheckIn) => show(<KioskResult state={state} onReset={() => {}} />)

describe('KioskResult', () => {
  it('nobodyThere_takesNoRoom', () => {
    const { container } = result({ phase: 'ready' })
    expect(container.querySelector('section')).toBeNull()
  })

  it('valid_saysNameSessionAndHowLate', () => {
    const session = { id: 's1', name: 'Mathematics', group_id: 'g1', group_name: '2a' }
    const record = aRecord({ session: session as never, lateness_minutes: 7 })
    result(shown(outcomeOf(aValidResult({ record, records: [record] }), NOW)))
    expect(screen.getByRole('heading', { name: 'Ada Lovelace' })).toBeTruthy()
    expect(screen.getByText('Valid')).toBeTruthy()
    expect(screen.getByText(/Mathematics/)).toBeTruthy()
    expect(screen.getByText('7 minutes late')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Next person' })).toBeTruthy()
  })

  it('inTime_saysSo', () => {
    const record = aRecord({ lateness_minutes: 0 })
    result(shown(outcomeOf(aValidResult({ record, records: [record] }), NOW)))
    expect(screen.getByText('On time')).toBeTruthy()
  })

  it.each([
    ['UNKNOWN_FACE', 'Invalid', 'Unknown face'],
    ['SPOOF', 'Invalid', 'Not a live face'],
    ['NOT_ON_ROSTER', 'Invalid', 'Not on the list of this session'],
    ['NO_FACE', 'Try again', 'No face found'],
    ['MULTIPLE_FACES', 'Try again', 'More than one face'],
    ['LOW_QUALITY', 'Try again', 'The picture is not clear enough'],
  ] as const)('%s_is%s', (reason, state, headline) => {
    result(shown(outcomeOf(anInvalidResult(reason), NOW)))
    expect(screen.getByRole('heading', { name: headline })).toBeTruthy()
    expect(screen.getAllByText(state).length).toBeGreaterThan(0)
  })

  it('kept_namesNobody_andIsNoValid', () => {
    result(shown(outcomeOfKept(NOW.toISOString())))
    expect(screen.getByRole('heading', { name: /kept on this device/ })).toBeTruthy()
    expect(screen.queryByText('Valid')).toBeNull()
  })

  it('serverBroken_isTryAgain', () => {
    result(shown(outcomeOfProblem(new ApiProblem(500, {}))))
    expect(screen.getByRole('heading', { name: 'Something went wrong' })).toBeTruthy()
  })
})

describe('OperatorPanel', () => {
  it('keepsTheFigures_whenTheBigStateGoes', () => {
    const decided = shown(outcomeOf(aValidResult(), NOW))
    function Decision() {
      const [state, setState] = useState(decided)
      return (
        <>
          <OperatorPanel state={state} />
          <button type="button" onClick={() => setState({ phase: 'ready' })}>
            go
          </button>
        </>
      )
    }
    show(<Decision />)
    const distance = screen.getByText('0.610')
    fireEvent.click(screen.getByText('go'))
    expect(distance.isConnected).toBe(true)
  })
})

const notice = (waiting: number, refused: number, full = false) =>
  show(
    <OfflineNotice
      offline={{ queue: null as never, state: { waiting, refused, sending: false, full } }}
    />,
  )

describe('OfflineNotice', () => {
  it('nothingKept_saysNothing', () => {
    expect(notice(0, 0).container.querySelector('[role=status],[role=alert]')).toBeNull()
  })

  it('kept_isCounted', () => {
    notice(2, 0)
    expect(screen.getByText('2 check-ins wait on this device')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /refused/ })).toBeNull()
  })

  it('refusedAndFull_saysBoth', () => {
    notice(300, 1, true)
    expect(screen.getByText(/store of this device is full/)).toBeTruthy()
    expect(screen.getByText('The server would not have 1 of them.')).toBeTruthy()
  })
})

const unlockWith = (pin: string) =>
  http.post('*/api/v1/settings/kiosk/unlock', async ({ request }) => {
    const given = (await request.json()) as { pin: string }
    return given.pin === pin
      ? new HttpResponse(null, { status: 204 })
      : problem(422, 'pin_wrong', 'In the words of the server.')
  })

describe('KioskPage', () => {
  beforeEach(() => localStorage.clear())

  it('settings_areBehindThePin_andLockAgain', async () => {
    server.use(
      unlockWith('2580'),
      http.get('*/api/v1/sessions', () => HttpResponse.json({ sessions: [], next_cursor: null })),
      ...fakeGateway({ signedIn: true }),
    )
    show(<KioskPage />)
    fireEvent.click(screen.getByRole('button', { name: 'Kiosk settings' }))
    const pin = await screen.findByLabelText('PIN of the kiosk')
    expect(screen.queryByText('Leave the kiosk')).toBeNull()
    fireEvent.change(pin, { target: { value: '0000' } })
    fireEvent.click(screen.getByRole('button', { name: 'Unlock' }))
    expect(await screen.findByText('This is not the PIN.')).toBeTruthy()
    fireEvent.change(pin, { target: { value: '2580' } })
    fireEvent.click(screen.getByRole('button', { name: 'Unlock' }))
    fireEvent.click(await screen.findByLabelText('Show the figures behind each decision'))
    expect(screen.getByRole('link', { name: 'Leave the kiosk' })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }))
    expect(await screen.findByRole('complementary', { name: 'The last decision' })).toBeTruthy()
    await waitFor(() => expect(screen.queryByText('Leave the kiosk')).toBeNull())
    fireEvent.click(screen.getByRole('button', { name: 'Kiosk settings' }))
    expect(await screen.findByLabelText('PIN of the kiosk')).toBeTruthy()
  })

  it('noCameraInReach_saysWhy', async () => {
    server.use(...fakeGateway({ signedIn: true }))
    show(<KioskPage />)
    expect((await screen.findByRole('alert')).textContent).toContain('https://')
  })
})
