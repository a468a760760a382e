import { screen } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { describe, expect, it } from 'vitest'
import { fakeGateway } from '@/testing/fake-gateway'
import { server } from '@/testing/server'
import { show } from '@/testing/show'
import { Navigation } from './Navigation'
import { RequirePermission } from './RequirePermission'
import { RequireSession } from './RequireSession'

function open(pathname: string, me: Parameters<typeof fakeGateway>[0]) {
  server.use(...fakeGateway({ signedIn: true, ...me }))
  show(
    <Routes>
      <Route element={<RequireSession />}>
        <Route path="/account" element={<Navigation pathname="/account" onGo={() => {}} />} />
        <Route
          path="/users"
          element={<RequirePermission needs="users">the users</RequirePermission>}
        />
      </Route>
    </Routes>,
    { pathname },
  )
}

describe('who is signed in', () => {
  it('withAPasswordOfSomebodyElse_isLedToTheAccount_andNowhereElse', async () => {
    open('/users', { me: { must_change_password: true } })
    expect(await screen.findByRole('link', { name: 'Account' })).toBeTruthy()
    expect(screen.getAllByRole('link').length).toBe(1)
  })

  it('withoutThePermission_isToldWhich', async () => {
    open('/users', { me: { role: 'manager', permissions: ['groups.read'] } })
    expect(await screen.findByText(/“Manage users”/)).toBeTruthy()
    expect(screen.queryByText('the users')).toBeNull()
  })

  it('withThePermission_isLetIn', async () => {
    open('/users', {})
    expect(await screen.findByText('the users')).toBeTruthy()
  })
})
