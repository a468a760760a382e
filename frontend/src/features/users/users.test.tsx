import { fireEvent, screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { describe, expect, it } from 'vitest'
import { aUser } from '@/testing/administration'
import { fakeGateway } from '@/testing/fake-gateway'
import { server } from '@/testing/server'
import { show } from '@/testing/show'
import { UsersPage } from './components/UsersPage'

function open(me: Parameters<typeof fakeGateway>[0] = {}) {
  const sent: unknown[] = []
  server.use(
    http.get('*/api/v1/users', () =>
      HttpResponse.json({
        users: [aUser({ id: 'u1', username: 'admin', role: 'owner' }), aUser()],
        next_cursor: null,
      }),
    ),
    http.get('*/api/v1/users/u2', () => HttpResponse.json(aUser(), { headers: { etag: '"3"' } })),
    http.patch('*/api/v1/users/u2', async ({ request }) => {
      sent.push([request.headers.get('if-match'), await request.json()])
      return HttpResponse.json(aUser({ disabled: true }))
    }),
    http.get('*/api/v1/invites', () => HttpResponse.json({ invites: [], next_cursor: null })),
    http.post('*/api/v1/invites', async ({ request }) => {
      const wish = (await request.json()) as object
      sent.push(wish)
      return HttpResponse.json(
        {
          id: 'n1',
          groups: [],
          person_id: null,
          email: null,
          created_at: '2026-03-09T05:00:00Z',
          expires_at: '2026-03-12T05:00:00Z',
          link: 'https://school.example/invite/secret',
          mailed: false,
          ...wish,
        },
        { status: 201 },
      )
    }),
    ...fakeGateway({ signedIn: true, ...me }),
  )
  show(<UsersPage />)
  return sent
}

describe('UsersPage', () => {
  it('invitation_showsItsLink_once', async () => {
    const sent = open()
    fireEvent.click(await screen.findByRole('button', { name: 'Invite somebody' }))
    const dialog = await screen.findByRole('dialog')
    fireEvent.click(within(dialog).getByRole('radio', { name: /Kiosk/ }))
    fireEvent.click(within(dialog).getByRole('button', { name: 'Make the invitation' }))
    expect(await screen.findByDisplayValue('https://school.example/invite/secret')).toBeTruthy()
    expect(sent).toEqual([expect.objectContaining({ role: 'kiosk', groups: [], person_id: null })])
  })

  it('administrator_isNotOfferedToMakeOwners', async () => {
    open({ me: { role: 'admin' } })
    fireEvent.click(await screen.findByRole('button', { name: 'Invite somebody' }))
    const dialog = await screen.findByRole('dialog')
    await expect.poll(() => within(dialog).queryByRole('radio', { name: /Owner/ })).toBeNull()
    expect(within(dialog).getByRole('radio', { name: /Manager/ })).toBeTruthy()
  })

  it('oneself_cannotBeShutOut_othersCan', async () => {
    const sent = open()
    fireEvent.click(await screen.findByRole('button', { name: 'Change admin' }))
    await screen.findByRole('menuitem', { name: 'Role and e-mail' })
    expect(screen.queryByRole('menuitem', { name: 'Shut out' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Change admin' }))
    fireEvent.click(screen.getByRole('button', { name: 'Change teacher' }))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Shut out' }))
    await expect.poll(() => sent).toEqual([['"3"', { disabled: true }]])
  })
})
