import { fireEvent, screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { describe, expect, it } from 'vitest'
import { anAttendance } from '@/testing/administration'
import { fakeGateway } from '@/testing/fake-gateway'
import { aRecord } from '@/testing/fixtures'
import { server } from '@/testing/server'
import { show } from '@/testing/show'
import { Register } from './components/Register'

const rows = () => within(screen.getByRole('table')).getAllByRole('row').length - 1

describe('Register', () => {
  it('tileOfAStatus_showsThoseAlone_andAllAgain', async () => {
    server.use(...fakeGateway({ signedIn: true }))
    show(<Register attendance={anAttendance()} />)
    expect(rows()).toBe(2)
    fireEvent.click(screen.getByRole('button', { name: /1\s*Absent/ }))
    expect(rows()).toBe(1)
    expect(screen.getByRole('table').textContent).toContain('Grace Hopper')
    fireEvent.click(screen.getByRole('button', { name: /1\s*Absent/ }))
    expect(rows()).toBe(2)
  })

  it('somebodyMarkedByHand_isWrittenAtTheSessionsStart_inItsZone_withTheReason', async () => {
    const sent: unknown[] = []
    server.use(
      http.post('*/api/v1/records', async ({ request }) => {
        sent.push(await request.json())
        return HttpResponse.json(aRecord({ manual: true }), { status: 201 })
      }),
      ...fakeGateway({ signedIn: true }),
    )
    show(<Register attendance={anAttendance()} />)
    fireEvent.click(await screen.findByRole('button', { name: /Grace Hopper/ }))
    fireEvent.click(await screen.findByRole('menuitem', { name: /Write a check-in/ }))
    const dialog = await screen.findByRole('dialog')
    expect((within(dialog).getByLabelText('Time') as HTMLInputElement).value).toBe('08:00')
    fireEvent.click(within(dialog).getAllByRole('button').at(-1) as HTMLElement)
    expect(sent).toEqual([])
    fireEvent.change(within(dialog).getByLabelText('Reason'), { target: { value: ' No light ' } })
    fireEvent.click(within(dialog).getAllByRole('button').at(-1) as HTMLElement)
    await expect.poll(() => screen.queryByRole('dialog')).toBeNull()
    expect(sent).toEqual([
      {
        person_id: 'p2',
        session_id: 's1',
        time: '2026-03-09T05:00:00.000Z',
        direction: 'in',
        reason: 'No light',
      },
    ])
  })

  it('whoMayNotCorrect_hasNoMenu', async () => {
    server.use(...fakeGateway({ signedIn: true, me: { permissions: ['records.read'] } }))
    show(<Register attendance={anAttendance()} />)
    await screen.findByText('Grace Hopper')
    expect(screen.queryByRole('columnheader', { name: 'Actions' })).toBeNull()
  })
})
