import { fireEvent, screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { describe, expect, it } from 'vitest'
import type { Me } from '@/lib/api-types'
import { fakeGateway } from '@/testing/fake-gateway'
import { server } from '@/testing/server'
import { show } from '@/testing/show'
import { ReportsPage } from './components/ReportsPage'

const FIGURES = {
  sessions: 10,
  present: 7,
  late: 1,
  half_day: 0,
  absent: 2,
  excused: 0,
  minutes_late: 12,
  minutes_present: 480,
  percentage: 80,
}

function open(part: string, { rows = 2, me = {} }: { rows?: number; me?: Partial<Me> } = {}) {
  const people = [
    { person: { id: 'p1', name: 'Zoë' }, ...FIGURES, late: 3 },
    { person: { id: 'p2', name: 'Ada' }, ...FIGURES, percentage: null },
  ].slice(0, rows)
  const asked: URL[] = []
  server.use(
    http.get('*/api/v1/reports/attendance', ({ request }) => {
      asked.push(new URL(request.url))
      return HttpResponse.json({
        from: '2026-03-01',
        until: '2026-03-30',
        rows: people,
        totals: rows === 0 ? { ...FIGURES, sessions: 0, percentage: null } : FIGURES,
        next_cursor: null,
      })
    }),
    http.get('*/api/v1/reports/daily', () =>
      HttpResponse.json({ from: '2026-03-01', until: '2026-03-30', days: [] }),
    ),
    http.get('*/api/v1/reports/absentees', () =>
      HttpResponse.json({
        sessions: [
          {
            session: { id: 's1', name: 'Mathematics' },
            local_date: '2026-03-09',
            group_name: '7a',
            people: [{ person: { id: 'p1', name: 'Zoë' }, status: 'PENDING' }],
          },
          {
            session: { id: 's2', name: 'Art' },
            local_date: '2026-03-09',
            group_name: '7a',
            people: [],
          },
        ],
      }),
    ),
    ...fakeGateway({ signedIn: true, me }),
  )
  show(<ReportsPage />, { pathname: '/', search: `?part=${part}` })
  return asked
}

const names = () =>
  within(screen.getByRole('table'))
    .getAllByRole('link')
    .map((link) => link.textContent)

describe('ReportsPage', () => {
  it('periodWithoutSessions_isSaid_andItsShareIsNone', async () => {
    open('days', { rows: 0 })
    expect(await screen.findByText('No closed sessions in these days')).toBeTruthy()
    expect(
      (await screen.findByText('Attendance', { selector: 'dt' })).parentElement?.textContent,
    ).toContain('–')
  })

  it('people_areInOrderOfName_orOfAPressedColumn_withoutAShareLast', async () => {
    open('people')
    await screen.findByRole('table')
    expect(names()).toEqual(['Ada', 'Zoë'])
    fireEvent.click(screen.getByRole('button', { name: 'Attendance' }))
    expect(names()).toEqual(['Zoë', 'Ada'])
    expect(screen.getByRole('columnheader', { name: 'Attendance' }).getAttribute('aria-sort')).toBe(
      'ascending',
    )
  })

  it('whoIsMissing_standsUnderTheSession_sessionsWithoutAnyAreLeftOut', async () => {
    open('absentees')
    expect(await screen.findByRole('link', { name: 'Mathematics' })).toBeTruthy()
    expect(screen.getByText('Not here yet')).toBeTruthy()
    expect(screen.queryByText('Art')).toBeNull()
  })

  it('member_isNotOfferedGroups_norFiles', async () => {
    open('people', { me: { role: 'member', permissions: ['reports'] } })
    await screen.findByRole('table')
    expect(screen.queryByRole('combobox', { name: 'Group' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Export' })).toBeNull()
  })

  it('usualPeriod_isAskedForAtAPress', async () => {
    const asked = open('people')
    await screen.findByRole('table')
    fireEvent.click(screen.getByRole('button', { name: 'Last 7 days' }))
    await expect.poll(() => asked.length).toBeGreaterThan(1)
    const [first, last] = [asked[0]?.searchParams, asked.at(-1)?.searchParams]
    expect(last?.get('until')).toBe(first?.get('until'))
    expect(String(last?.get('from')) > String(first?.get('from'))).toBe(true)
  })
})
