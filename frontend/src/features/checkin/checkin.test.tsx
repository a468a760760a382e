import { act, fireEvent, screen } from '@testing-library/react'
import { http } from 'msw'
import { describe, expect, it } from 'vitest'
import { fakeGateway, problem } from '@/testing/fake-gateway'
import { server } from '@/testing/server'
import { aPicture, choose, show } from '@/testing/show'
import { CheckInPage } from './components/CheckInPage'

function openByPicture() {
  const { container } = show(<CheckInPage />)
  fireEvent.click(screen.getByLabelText('Picture'))
  return (file: File) => act(() => choose(container, file))
}

describe('CheckInPage', () => {
  it('noCameraInReach_saysWhy_andOffersAPicture', async () => {
    show(<CheckInPage />)
    expect((await screen.findByRole('alert')).textContent).toContain('https://')
    fireEvent.click(screen.getByRole('button', { name: 'Use a picture instead' }))
    expect(screen.getByRole('button', { name: 'Choose a picture' })).toBeTruthy()
  })

  it('picture_ofAKnownPerson_isValid_andStrangersAreNot', async () => {
    server.use(...fakeGateway({ signedIn: true }))
    const check = openByPicture()
    check(aPicture())
    expect(await screen.findByRole('heading', { name: 'Ada Lovelace' })).toBeTruthy()
    expect(screen.getByText('Valid')).toBeTruthy()
    expect(screen.getAllByText('not checked')[0]).toBeTruthy()

    check(aPicture())
    expect(await screen.findByRole('heading', { name: 'Unknown face' })).toBeTruthy()
    expect(screen.getByText('Invalid')).toBeTruthy()
  })

  it('tooLargeForTheServer_saysSo', async () => {
    server.use(
      http.post('*/api/v1/check-attendance', () =>
        problem(413, 'image_too_large', 'Too many pixels.'),
      ),
    )
    openByPicture()(aPicture())
    expect(await screen.findByRole('heading', { name: 'The picture is too large' })).toBeTruthy()
    expect(screen.getByText('Too many pixels.')).toBeTruthy()
  })

  it('textNamedJpg_isNotEvenSent', async () => {
    openByPicture()(new File(['hello'], 'text.jpg', { type: 'image/jpeg' }))
    expect((await screen.findByRole('alert')).textContent).toContain('text.jpg is not a picture')
  })
})
