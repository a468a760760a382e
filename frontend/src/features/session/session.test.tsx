import { fireEvent, screen } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { Route, Routes } from 'react-router'
import { describe, expect, it } from 'vitest'
import { fakeGateway } from '@/testing/fake-gateway'
import { server } from '@/testing/server'
import { show } from '@/testing/show'
import { LoginPage } from './components/LoginPage'

function open(from?: string) {
  show(
    <Routes>
      <Route path="/login" element={<LoginPage />} />
      <Route path="/" element="the check-in page" />
      <Route path="/people" element="the people page" />
    </Routes>,
    { pathname: '/login', state: { from } },
  )
}

function signIn(password: string) {
  fireEvent.change(screen.getByLabelText('User name'), { target: { value: 'admin' } })
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: password } })
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
}

describe('LoginPage', () => {
  it('wrongPassword_saysSo', async () => {
    server.use(...fakeGateway())
    open()
    signIn('wrong')
    expect((await screen.findByRole('alert')).textContent).toContain('Wrong user name or password')
  })

  it('serverDown_saysSo', async () => {
    server.use(
      http.post('*/api/v1/login', () => HttpResponse.error()),
      ...fakeGateway(),
    )
    open()
    signIn('correct horse')
    expect((await screen.findByRole('alert')).textContent).toContain('The server cannot be reached')
  })

  it('rightPassword_leadsToWhereOneCameFrom', async () => {
    server.use(...fakeGateway())
    open('/people')
    signIn('correct horse')
    expect(await screen.findByText('the people page')).toBeTruthy()
  })

  it('addressOfAnotherSite_isNotFollowed', async () => {
    server.use(...fakeGateway({ signedIn: true }))
    open('//evil.example')
    expect(await screen.findByText('the check-in page')).toBeTruthy()
  })
})
