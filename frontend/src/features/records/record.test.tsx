import { fireEvent, screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { Route, Routes } from 'react-router'
import { describe, expect, it } from 'vitest'
import { fakeGateway, problem } from '@/testing/fake-gateway'
import { aRecord } from '@/testing/fixtures'
import { server } from '@/testing/server'
import { show } from '@/testing/show'
import { RecordPage } from './components/RecordPage'

type Sent = { body: unknown; ifMatch: string | null }

function open() {
  const sent: Sent[] = []
  server.use(
    http.get('*/api/v1/records/r1', () =>
      HttpResponse.json(aRecord(), { headers: { etag: '"7"' } }),
    ),
    http.get('*/api/v1/records/r1/history', () =>
      HttpResponse.json({
        record: aRecord(),
        changes: [
          {
            at: '2026-03-09T09:00:00Z',
            by: 'system',
            reason: 'The door was jammed',
            before: { status: 'INVALID', time: '2026-03-09T08:10:00Z' },
            after: { status: 'VALID', time: '2026-03-09T08:00:00Z' },
          },
        ],
      }),
    ),
    http.post('*/api/v1/records/r1/corrections', async ({ request }) => {
      sent.push({ body: await request.json(), ifMatch: request.headers.get('if-match') })
      return HttpResponse.json(aRecord({ status: 'INVALID', corrected: true }), { status: 201 })
    }),
    ...fakeGateway({ signedIn: true }),
  )
  show(
    <Routes>
      <Route path="/records/:id" element={<RecordPage />} />
    </Routes>,
    { pathname: '/records/r1' },
  )
  return sent
}

async function correct(reason: string) {
  fireEvent.click(await screen.findByRole('button', { name: 'Correct the record' }))
  const dialog = await screen.findByRole('dialog')
  fireEvent.click(within(dialog).getByLabelText('Invalid'))
  fireEvent.change(within(dialog).getByLabelText('Reason'), { target: { value: reason } })
  fireEvent.click(within(dialog).getAllByRole('button').at(-1) as HTMLElement)
  return dialog
}

describe('RecordPage', () => {
  it('history_saysWhoChangedWhat_andWhy', async () => {
    open()
    expect(await screen.findByText('The door was jammed')).toBeTruthy()
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toContainEqual(
      expect.stringMatching(/Invalid.*Valid/),
    )
  })

  it('correction_namesOnlyWhatChanged_andTheVersionThatWasRead', async () => {
    const sent = open()
    await correct('A twin')
    await expect
      .poll(() => sent)
      .toEqual([{ body: { reason: 'A twin', status: 'INVALID' }, ifMatch: '"7"' }])
  })

  it('correctionWithoutAReason_isNotSent', async () => {
    const sent = open()
    const dialog = await correct('  ')
    expect(within(dialog).getByLabelText('Reason').getAttribute('aria-invalid')).toBe('true')
    expect(sent).toEqual([])
  })

  it('recordThatChangedMeanwhile_isSaid_andTheDialogStays', async () => {
    open()
    server.use(
      http.post('*/api/v1/records/r1/corrections', () =>
        problem(412, 'changed_meanwhile', 'Somebody was quicker.'),
      ),
    )
    const dialog = await correct('A twin')
    expect(await within(dialog).findByRole('alert')).toBeTruthy()
  })
})
