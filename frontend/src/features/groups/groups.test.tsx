import { fireEvent, screen } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { Route, Routes } from 'react-router'
import { describe, expect, it } from 'vitest'
import type { Group, Me } from '@/lib/api-types'
import { aGroup } from '@/testing/administration'
import { fakeGateway, problem } from '@/testing/fake-gateway'
import { server } from '@/testing/server'
import { show } from '@/testing/show'
import { GroupsPage } from './components/GroupsPage'

function open(groups: Group[] = [], me: Partial<Me> = {}) {
  const sent: unknown[] = []
  server.use(
    http.get('*/api/v1/groups', () => HttpResponse.json({ groups, next_cursor: null })),
    http.post('*/api/v1/groups', async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json(aGroup({ id: 'g9' }), { status: 201 })
    }),
    ...fakeGateway({ signedIn: true, me }),
  )
  show(
    <Routes>
      <Route path="/" element={<GroupsPage />} />
      <Route path="/groups/:id" element="the group's page" />
    </Routes>,
  )
  return sent
}

async function newGroup(name: string, from = '', until = '') {
  fireEvent.click(await screen.findByRole('button', { name: 'New group' }))
  fireEvent.change(await screen.findByLabelText('Name'), { target: { value: name } })
  fireEvent.change(screen.getByLabelText('First day'), { target: { value: from } })
  fireEvent.change(screen.getByLabelText('Last day'), { target: { value: until } })
  fireEvent.click(screen.getByRole('button', { name: 'Save' }))
}

describe('GroupsPage', () => {
  it('newGroup_isSent_andItsPageOpens', async () => {
    const sent = open()
    expect(await screen.findByText('No groups yet')).toBeTruthy()
    await newGroup('  7b ', '2026-03-01', '2026-06-30')
    expect(await screen.findByText("the group's page")).toBeTruthy()
    expect(sent).toEqual([
      expect.objectContaining({
        name: '7b',
        kind: 'class',
        starts_on: '2026-03-01',
        ends_on: '2026-06-30',
      }),
    ])
  })

  it('termThatEndsBeforeItBegins_isNotSent', async () => {
    const sent = open([aGroup()])
    await screen.findByRole('link', { name: '7a' })
    await newGroup('7b', '2026-06-30', '2026-03-01')
    expect(screen.getByRole('dialog').textContent).toContain('before')
    expect(sent).toEqual([])
  })

  it('nameThatIsTaken_isSaid_andTheFormStays', async () => {
    open([aGroup()])
    server.use(
      http.post('*/api/v1/groups', () =>
        problem(409, 'group_name_taken', 'Another has this name.'),
      ),
    )
    await newGroup('7a')
    expect(await screen.findByText('Another has this name.')).toBeTruthy()
    expect((screen.getByLabelText('Name') as HTMLInputElement).value).toBe('7a')
  })

  it('whoMayNotChangeGroups_isNotOfferedTo', async () => {
    open([aGroup()], { role: 'manager', permissions: ['groups.read'] })
    await screen.findByRole('link', { name: '7a' })
    expect(screen.queryByRole('button', { name: 'New group' })).toBeNull()
  })
})
