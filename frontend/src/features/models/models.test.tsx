import { fireEvent, screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { describe, expect, it } from 'vitest'
import { aModel } from '@/testing/administration'
import { fakeGateway, problem } from '@/testing/fake-gateway'
import { server } from '@/testing/server'
import { show } from '@/testing/show'
import { ModelsPage } from './components/ModelsPage'

const TRAINED = aModel({
  id: 'ours',
  version: '2',
  active: false,
  switchable: true,
  trained_here: true,
  report: true,
})

function open() {
  const sent: unknown[] = []
  server.use(
    http.get('*/api/v1/models', () => HttpResponse.json({ models: [aModel(), TRAINED] })),
    http.post('*/api/v1/models/emotion/switch', async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json({
        models: [
          { ...aModel(), active: false, switchable: true },
          { ...TRAINED, active: true },
        ],
      })
    }),
    ...fakeGateway({ signedIn: true }),
  )
  show(<ModelsPage />)
  return sent
}

const card = (name: string) => screen.getByRole('article', { name })

describe('ModelsPage', () => {
  it('whatWasMeasured_saysOfHowManyAndHow_andTheReportIsALink', async () => {
    open()
    const served = await screen.findByRole('article', { name: 'emotions-retail 1' })
    expect(served.textContent).toMatch(/58%.*3,589.*FER2013/)
    expect(served.textContent).not.toContain('{{')
    expect(within(served).queryByRole('button')).toBeNull()
    const link = within(card('ours 2')).getByRole('link')
    expect(link.getAttribute('href')).toBe('/api/v1/models/ours/2/report')
  })

  it('anotherNetwork_servesOnceItIsConfirmed', async () => {
    const sent = open()
    await screen.findByRole('article', { name: 'ours 2' })
    fireEvent.click(within(card('ours 2')).getByRole('button', { name: 'Use this one' }))
    const dialog = await screen.findByRole('dialog')
    expect(sent).toEqual([])
    fireEvent.click(within(dialog).getByRole('button', { name: 'Use this one' }))
    await expect.poll(() => card('ours 2').textContent).toContain('Serves now')
    expect(sent).toEqual([{ id: 'ours', version: '2' }])
  })

  it('networkThatCannotTakeOver_saysWhy_andTheOldOneStays', async () => {
    open()
    server.use(
      http.post('*/api/v1/models/emotion/switch', () =>
        problem(422, 'model_not_switchable', 'It gave no sensible answer.'),
      ),
    )
    await screen.findByRole('article', { name: 'ours 2' })
    fireEvent.click(within(card('ours 2')).getByRole('button', { name: 'Use this one' }))
    const dialog = await screen.findByRole('dialog')
    fireEvent.click(within(dialog).getByRole('button', { name: 'Use this one' }))
    expect(await within(dialog).findByText('It gave no sensible answer.')).toBeTruthy()
    expect(card('emotions-retail 1').textContent).toContain('Serves now')
  })
})
