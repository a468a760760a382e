import { act, fireEvent, screen } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { describe, expect, it } from 'vitest'
import { aSettings } from '@/testing/administration'
import { fakeGateway, problem } from '@/testing/fake-gateway'
import { aFace, aPerson } from '@/testing/fixtures'
import { server } from '@/testing/server'
import { aPicture, choose, show } from '@/testing/show'
import { AddPersonPage } from './components/AddPersonPage'
import { PeoplePage } from './components/PeoplePage'

async function addWithTwoPictures() {
  const { container } = show(<AddPersonPage />)
  fireEvent.click(screen.getByLabelText('Pictures'))
  act(() => choose(container, aPicture('a.jpg'), aPicture('b.jpg')))
  await screen.findByAltText('Shot 2')
  fireEvent.change(screen.getByLabelText(/Name/), { target: { value: '  Zoë عمر  ' } })
  fireEvent.click(screen.getByRole('button', { name: 'Add the person' }))
}

const added = (changes: object) => ({
  person: aPerson({ id: 'p9', name: 'Zoë عمر', face_count: 1 }),
  faces: [{ ...aFace(), id: 'f1', image_index: 0, filename: 'a.jpg' }],
  rejected_images: [],
  similar_people: [],
  ...changes,
})

describe('AddPersonPage', () => {
  it('nothingEntered_saysWhatIsMissing', () => {
    show(<AddPersonPage />)
    fireEvent.click(screen.getByRole('button', { name: 'Add the person' }))
    expect(screen.getByText('Enter a name.')).toBeTruthy()
    expect(screen.getByText(/Take at least one shot/)).toBeTruthy()
  })

  it('nameAndShots_areStored_asTyped', async () => {
    server.use(...fakeGateway({ signedIn: true }))
    await addWithTwoPictures()
    expect(await screen.findByText('Zoë عمر is added')).toBeTruthy()
    expect(screen.getByText('2 shots are stored.')).toBeTruthy()
  })

  it('noUsableShot_showsTheReasonAtEachShot', async () => {
    server.use(
      http.post('*/api/v1/add-person', () =>
        problem(422, 'no_usable_picture', 'No picture could be used.', [
          { field: 'images[1]', code: 'no_face', detail: 'No face was found in this one.' },
        ]),
      ),
    )
    await addWithTwoPictures()
    const reason = await screen.findByText('No face was found in this one.')
    expect(reason.closest('li')?.querySelector('img')?.alt).toBe('Shot 2')
  })

  it('sitesOwnConsent_isShown_askedFor_andSentWithItsVersion', async () => {
    const consent = { required: true, version: '3', text: 'Pictures are erased after a year.' }
    let sent: FormData | null = null
    server.use(
      http.get('*/api/v1/settings', () => HttpResponse.json(aSettings({ consent }))),
      http.post('*/api/v1/add-person', async ({ request }) => {
        sent = await request.formData()
        return HttpResponse.json(added({}), { status: 201 })
      }),
      ...fakeGateway({ signedIn: true }),
    )
    await addWithTwoPictures()
    expect(await screen.findByText('Pictures are erased after a year.')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Add the person' }))
    await screen.findByText('This site enrols nobody without consent.')
    fireEvent.click(screen.getByLabelText(/This person agrees to the text above/))
    expect(screen.queryByText('This site enrols nobody without consent.')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Add the person' }))
    await expect.poll(() => (sent as FormData | null)?.get('consent')).toBe('3')
  })

  it('oneShotRefused_isSaidWithItsReason', async () => {
    const rejected = [{ index: 1, filename: 'b.jpg', reason: 'The face is too small.' }]
    server.use(
      http.post('*/api/v1/add-person', () =>
        HttpResponse.json(added({ rejected_images: rejected }), { status: 201 }),
      ),
    )
    await addWithTwoPictures()
    expect(await screen.findByText('1 shot is stored.')).toBeTruthy()
    expect(screen.getByText(/Shot 2: The face is too small/)).toBeTruthy()
  })

  it('somebodyAlikeIsThere_warns_andPutsTheTwoTogether', async () => {
    let merged: unknown = null
    server.use(
      http.post('*/api/v1/add-person', () =>
        HttpResponse.json(added({ similar_people: [{ id: 'p1', name: 'Ada Lovelace' }] }), {
          status: 201,
        }),
      ),
      http.post('*/api/v1/people/p9/merge', async ({ request }) => {
        merged = await request.json()
        return HttpResponse.json(aPerson())
      }),
    )
    await addWithTwoPictures()
    expect(await screen.findByText('Perhaps already enrolled')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Same person: put together' }))
    await expect.poll(() => merged).toMatchObject({ into: 'p1' })
  })
})

describe('PeoplePage', () => {
  it('search_narrowsTheList', async () => {
    server.use(...fakeGateway({ signedIn: true }))
    show(<PeoplePage />)
    await screen.findByText('Ada Lovelace')
    fireEvent.change(screen.getByLabelText('Search by name or id'), { target: { value: 'grace' } })
    await screen.findByText('Grace Hopper')
    await expect.poll(() => screen.queryByText('Ada Lovelace')).toBeNull()
  })

  it('serverDown_saysSo_withAWayToTryAgain', async () => {
    server.use(http.get('*/api/v1/people', () => problem(500, 'internal_fault', 'Broken.')))
    show(<PeoplePage />)
    expect((await screen.findByRole('alert')).textContent).toContain('req-1')
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy()
  })
})
