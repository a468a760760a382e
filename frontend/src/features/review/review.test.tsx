import { fireEvent, screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { describe, expect, it } from 'vitest'
import { aReviewItem } from '@/testing/administration'
import { fakeGateway, problem } from '@/testing/fake-gateway'
import { server } from '@/testing/server'
import { show } from '@/testing/show'
import { ReviewPage } from './components/ReviewPage'

function open() {
  const sent: [string, unknown][] = []
  let items = [aReviewItem(), aReviewItem({ id: 'v2', kind: 'AMBIGUOUS' })]
  server.use(
    http.get('*/api/v1/review', () => HttpResponse.json({ items, next_cursor: null })),
    http.post('*/api/v1/review/:id/:act', async ({ request, params }) => {
      sent.push([`${params.id} ${params.act}`, await request.json()])
      const item = aReviewItem({ id: String(params.id), state: 'assigned' })
      items = items.filter(({ id }) => id !== params.id)
      return HttpResponse.json({ item, record: null, taught: false, taught_reason: null })
    }),
    ...fakeGateway({ signedIn: true }),
  )
  show(<ReviewPage />)
  return sent
}

const cards = () => screen.queryAllByRole('article')

describe('ReviewPage', () => {
  it('nearestPerson_isAssignedAtAPress_andTheItemLeaves', async () => {
    const sent = open()
    fireEvent.click((await screen.findAllByRole('button', { name: /Ada Lovelace/ }))[0] as never)
    await expect.poll(() => cards().length).toBe(1)
    await expect.poll(() => sent).toEqual([['v1 assign', { person_id: 'p1', teach: false }]])
  })

  it('refusedDecision_bringsTheItemBack', async () => {
    open()
    server.use(
      http.post('*/api/v1/review/:id/:act', () =>
        problem(409, 'review_decided', 'Somebody decided it already.'),
      ),
    )
    fireEvent.click((await screen.findAllByRole('button', { name: /Ada Lovelace/ }))[0] as never)
    await expect.poll(() => cards().length).toBe(2)
  })

  it('rejection_asksForAReason', async () => {
    const sent = open()
    fireEvent.click((await screen.findAllByRole('button', { name: 'Reject' }))[0] as never)
    const dialog = await screen.findByRole('dialog')
    fireEvent.click(within(dialog).getByRole('button', { name: 'Reject' }))
    expect(sent).toEqual([])
    fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: 'A visitor' } })
    fireEvent.click(within(dialog).getByRole('button', { name: 'Reject' }))
    await expect.poll(() => sent).toEqual([['v1 reject', { reason: 'A visitor' }]])
  })

  it('nothingWaiting_isSaid', async () => {
    server.use(
      http.get('*/api/v1/review', () => HttpResponse.json({ items: [], next_cursor: null })),
      ...fakeGateway({ signedIn: true }),
    )
    show(<ReviewPage />)
    expect(await screen.findByText('Nothing to review')).toBeTruthy()
  })
})
