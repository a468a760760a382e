import { act, fireEvent, screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { describe, expect, it } from 'vitest'
import { fakeGateway, problem } from '@/testing/fake-gateway'
import { aFace, aRecord, aStranger, aValidResult } from '@/testing/fixtures'
import { server } from '@/testing/server'
import { aPicture, choose, show } from '@/testing/show'
import { ClassPhotoPage } from './components/ClassPhotoPage'

const SESSION = {
  id: 's1',
  name: 'Mathematics',
  group_name: '2a',
  starts_at: '2026-03-09T08:00:00Z',
  time_zone: 'UTC',
  state: 'open',
}
const GRACE = { id: 'p2', name: 'Grace Hopper' }
const ALAN = { id: 'p3', name: 'Alan Turing' }

const seen = aValidResult({
  faces: [
    aFace(),
    aStranger({ box: { x_min: 500, y_min: 100, x_max: 600, y_max: 230, probability: 0.9 } }),
  ],
  records: [aRecord({ id: 'r1' })],
  missing: [GRACE, ALAN],
})

/** Answers as the site does, and keeps what was sent. */
function site(check: () => Response = () => HttpResponse.json(seen)) {
  const sent: { path: string; body: unknown }[] = []
  const keep = async (request: Request) => {
    sent.push({ path: new URL(request.url).pathname, body: await request.clone().json() })
    return HttpResponse.json(aRecord(), { status: 201 })
  }
  server.use(
    http.get('*/api/v1/sessions', () =>
      HttpResponse.json({ sessions: [SESSION], next_cursor: null }),
    ),
    http.post('*/api/v1/check-attendance', check),
    http.post('*/api/v1/records', ({ request }) => keep(request)),
    http.post('*/api/v1/records/:id/wrong-match', ({ request }) => keep(request)),
    ...fakeGateway({ signedIn: true }),
  )
  return sent
}

async function withPictures(...names: string[]) {
  const { container } = show(<ClassPhotoPage />)
  const session = await screen.findByLabelText('Session')
  await screen.findByRole('option', { name: /Mathematics/ })
  fireEvent.change(session, { target: { value: 's1' } })
  act(() => choose(container, ...names.map((name) => aPicture(name))))
  for (const name of names) {
    // oxlint-disable-next-line no-await-in-loop -- as they are drawn
    const image = await screen.findByAltText(new RegExp(name))
    Object.defineProperty(image, 'naturalWidth', { value: 640 })
    Object.defineProperty(image, 'naturalHeight', { value: 480 })
    fireEvent.load(image)
  }
}

const list = (title: string) => {
  const section = screen.getByRole('heading', { name: title }).closest('section')
  if (!section) throw new Error(`${title} stands in no section`)
  return within(section)
}

describe('ClassPhotoPage', () => {
  it('picture_namesWhoIsThere_andWhoIsMissing', async () => {
    site()
    await withPictures('class.jpg')
    expect(await screen.findByRole('button', { name: /^Ada Lovelace: correct/ })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Unknown face: say who this is' })).toBeTruthy()
    expect(list('1 there').getByText('Ada Lovelace')).toBeTruthy()
    expect(list('2 missing').getByText('Alan Turing')).toBeTruthy()
    expect(screen.getByText('1 face is not known')).toBeTruthy()
    expect(screen.getByRole('button', { name: /^Save/ })).toHaveProperty('disabled', true)
    expect(screen.getByLabelText('Session')).toHaveProperty('disabled', true)
  })

  it('corrections_areSavedTogether_andOnlyOnce', async () => {
    const sent = site()
    await withPictures('class.jpg')
    fireEvent.click(await screen.findByRole('button', { name: /^Ada Lovelace: correct/ }))
    fireEvent.click(await screen.findByRole('button', { name: 'Nobody of ours' }))
    fireEvent.click(screen.getByRole('button', { name: 'Alan Turing is there' }))
    expect(list('1 marked by hand').getByText('Alan Turing')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Save 2 corrections' }))
    await expect.poll(() => sent).toHaveLength(2)
    expect(sent.map(({ path }) => path)).toEqual([
      '/api/v1/records/r1/wrong-match',
      '/api/v1/records',
    ])
    expect(sent[1]?.body).toMatchObject({ person_id: 'p3', session_id: 's1' })
    const save = await screen.findByRole('button', { name: 'Save 0 corrections' })
    expect(save).toHaveProperty('disabled', true)
    // What was saved stays said.
    expect(screen.queryByRole('button', { name: /^Ada Lovelace: correct/ })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Alan Turing is there' })).toBeNull()
  })

  it('onePictureFails_theOthersCount_andItCanBeTriedAgain', async () => {
    let calls = 0
    site(() => {
      calls += 1
      return calls === 1 ? problem(500, 'INTERNAL', 'Broken.') : HttpResponse.json(seen)
    })
    await withPictures('first.jpg', 'second.jpg')
    expect(await screen.findByRole('button', { name: /^Ada Lovelace: correct/ })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await expect
      .poll(() => screen.getAllByRole('button', { name: /^Ada Lovelace: correct/ }).length)
      .toBe(2)
    expect(screen.getByRole('heading', { name: '1 there' })).toBeTruthy()
  })

  it('notOneFace_saysSo', async () => {
    site(() => HttpResponse.json(aValidResult({ faces: [], records: [], missing: [GRACE] })))
    await withPictures('wall.jpg')
    expect(await screen.findByText('0 faces')).toBeTruthy()
    expect(screen.getByRole('heading', { name: '1 missing' })).toBeTruthy()
  })
})
