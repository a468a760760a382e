import { fireEvent, screen } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { describe, expect, it } from 'vitest'
import { anEntry } from '@/testing/administration'
import { fakeGateway } from '@/testing/fake-gateway'
import { server } from '@/testing/server'
import { show } from '@/testing/show'
import { AuditPage } from './components/AuditPage'

function open(verdict: { intact: boolean; entries: number; broken_at: number | null }) {
  server.use(
    http.get('*/api/v1/audit', ({ request }) => {
      const action = new URL(request.url).searchParams.get('action')
      const entries = [
        anEntry(),
        anEntry({ number: 2, action: 'key.created' }),
        anEntry({ number: 3, action: 'moon.landed' }),
      ]
      return HttpResponse.json({
        entries: entries.filter((entry) => !action || entry.action === action),
        next_cursor: null,
      })
    }),
    http.get('*/api/v1/audit/verify', () => HttpResponse.json(verdict)),
    ...fakeGateway({ signedIn: true }),
  )
  show(<AuditPage />)
}

describe('AuditPage', () => {
  it('deeds_areNamed_oneThatIsNotKnownByItsOwnName', async () => {
    open({ intact: true, entries: 3, broken_at: null })
    const table = await screen.findByRole('table')
    for (const words of ['Record corrected', 'API key made', 'moon.landed']) {
      expect(table.textContent).toContain(words)
    }
  })

  it('oneKind_isAskedFor', async () => {
    open({ intact: true, entries: 3, broken_at: null })
    await screen.findByRole('table')
    fireEvent.change(screen.getByLabelText('What'), { target: { value: 'key.created' } })
    await expect.poll(() => screen.getByRole('table').textContent).not.toContain('moon.landed')
  })

  it('brokenChain_saysAtWhichEntry', async () => {
    open({ intact: false, entries: 3, broken_at: 2 })
    fireEvent.click(await screen.findByRole('button', { name: 'Check the chain' }))
    expect(await screen.findByText(/Entry 2 is not what it was/)).toBeTruthy()
  })
})
