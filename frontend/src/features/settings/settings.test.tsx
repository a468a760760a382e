import { act, fireEvent, screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { Route, Routes } from 'react-router'
import { describe, expect, it } from 'vitest'
import { aGroup, aSettings } from '@/testing/administration'
import { fakeGateway } from '@/testing/fake-gateway'
import { server } from '@/testing/server'
import { show } from '@/testing/show'
import { SettingsPage } from './components/SettingsPage'

function open(part: string, me: Parameters<typeof fakeGateway>[0] = {}) {
  const sent: unknown[] = []
  let settings = aSettings()
  server.use(
    http.get('*/api/v1/groups', () => HttpResponse.json({ groups: [aGroup()], next_cursor: null })),
    http.get('*/api/v1/settings', () => HttpResponse.json(settings, { headers: { etag: '"5"' } })),
    http.patch('*/api/v1/settings', async ({ request }) => {
      const change = (await request.json()) as Partial<typeof settings>
      sent.push([request.headers.get('if-match'), change])
      settings = { ...settings, ...('features' in change ? change : {}) }
      return HttpResponse.json(settings)
    }),
    http.get('*/api/v1/mail', () => HttpResponse.json({ messages: [], next_cursor: null })),
    ...fakeGateway({ signedIn: true, ...me }),
  )
  show(
    <Routes>
      <Route path="/settings" element={<SettingsPage />} />
    </Routes>,
    { pathname: '/settings', search: `?part=${part}` },
  )
  return sent
}

const card = async (name: string) => within(await screen.findByRole('region', { name }))

describe('SettingsPage', () => {
  it('threshold_saysHowManyStrangersPass_alsoOfAValueThatIsOnlyTried', async () => {
    open('recognition')
    const threshold = await card('Match threshold')
    expect(await threshold.findByText(/about one stranger in 5,000 is taken/)).toBeTruthy()
    const slider = threshold.getByRole('slider')
    for (let i = 0; i < 20; i += 1) fireEvent.keyDown(slider, { key: 'ArrowLeft' })
    expect(await threshold.findByText(/About 10 false matches in a million/)).toBeTruthy()
    expect(threshold.getByText(/About 90% of/)).toBeTruthy()
    fireEvent.keyDown(slider, { key: 'ArrowLeft' })
    expect(await threshold.findByText(/was not measured/)).toBeTruthy()
  })

  it('livenessThatIsNotThereYet_isNoChoice_andSaysSo', async () => {
    open('recognition')
    const liveness = await card('Liveness')
    expect(
      (liveness.getByRole('radio', { name: /In every picture/ }) as HTMLInputElement).disabled,
    ).toBe(false)
    expect(
      (liveness.getByRole('radio', { name: /By a movement/ }) as HTMLInputElement).disabled,
    ).toBe(true)
    expect(liveness.getAllByText('Not available yet.')).toHaveLength(2)
  })

  it('change_namesItsPartAlone_andTheVersionThatWasRead', async () => {
    const sent = open('recognition')
    const features = await card('Estimates')
    fireEvent.click(features.getByRole('switch', { name: /Gender/ }))
    expect(features.getByText(/not saved/i)).toBeTruthy()
    fireEvent.click(features.getByRole('button', { name: 'Save' }))
    await expect
      .poll(() => sent)
      .toEqual([['"5"', { features: { emotion: true, age: true, gender: true } }]])
    await expect.poll(() => features.queryByText(/not saved/i)).toBeNull()
  })

  it('absencesOfOneGroup_goToItsOwnAddresses', async () => {
    const sent = open('mail')
    const absences = await card('Absences by mail')
    act(() => fireEvent.click(absences.getByRole('combobox', { name: 'Add a group' })))
    fireEvent.click(await screen.findByRole('option', { name: '7a' }))
    const own = await absences.findByRole('combobox', { name: '7a' })
    act(() => own.focus())
    fireEvent.change(own, { target: { value: 'teacher@school.example' } })
    fireEvent.keyDown(own, { key: 'Enter' })
    fireEvent.click(absences.getByRole('button', { name: 'Save' }))
    await expect
      .poll(() => sent)
      .toEqual([
        [
          '"5"',
          {
            absentee_mail: {
              enabled: false,
              recipients: [],
              group_recipients: [{ group_id: 'g1', recipients: ['teacher@school.example'] }],
            },
          },
        ],
      ])
  })

  it('manager_hasKeysHere_andNothingElse', async () => {
    open('recognition', { me: { role: 'manager', permissions: ['keys', 'settings.read'] } })
    expect(await screen.findByRole('region', { name: 'API keys' })).toBeTruthy()
    await expect.poll(() => screen.queryByRole('tab')).toBeNull()
  })
})
