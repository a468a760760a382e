import { act, fireEvent, screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { Route, Routes } from 'react-router'
import { describe, expect, it } from 'vitest'
import type { Import } from '@/lib/api-types'
import { anImport } from '@/testing/administration'
import { fakeGateway, problem } from '@/testing/fake-gateway'
import { server } from '@/testing/server'
import { choose, show } from '@/testing/show'
import { ImportPage } from './components/ImportPage'
import { NewImportPage } from './components/NewImportPage'

const aFile = () => new File(['No,Who\n1,Ada\n'], 'class.csv', { type: 'text/csv' })

const PREVIEW = {
  kind: 'roster',
  encoding: 'utf-8',
  separator: 'comma',
  columns: ['No', 'Who'],
  rows: [['1', 'Ada']],
  total: 1,
  mapping: { external_id: 'No' },
  fields: [
    { name: 'name', required: true, description: '' },
    { name: 'external_id', required: false, description: '' },
  ],
  files: [],
}

function openNew() {
  const sent: Record<string, string>[] = []
  server.use(
    http.post('*/api/v1/imports/preview', () => HttpResponse.json(PREVIEW)),
    http.post('*/api/v1/imports', async ({ request }) => {
      const form = await request.formData()
      sent.push(
        Object.fromEntries(
          ['kind', 'mapping', 'dry_run'].map((name) => [name, String(form.get(name))]),
        ),
      )
      return HttpResponse.json(anImport(), { status: 202 })
    }),
    ...fakeGateway({ signedIn: true }),
  )
  const { container } = show(
    <Routes>
      <Route path="/" element={<NewImportPage />} />
      <Route path="/imports/:id" element="the import's page" />
    </Routes>,
  )
  return { container, sent }
}

function openOne(first: Import, then: Import = first) {
  let state = first
  let rowsAsked = 0
  server.use(
    http.get('*/api/v1/imports/i1', () => HttpResponse.json(state)),
    http.get('*/api/v1/imports/i1/rows', ({ request }) => {
      rowsAsked += 1
      const only = new URL(request.url).searchParams.get('only')
      const failed = {
        row: 3,
        source: '2,',
        outcome: 'failed',
        person_id: null,
        code: 'name_missing',
        detail: 'There is no name.',
        column: 'Who',
      }
      const made = { ...failed, row: 2, source: '1,Ada', outcome: 'created', detail: null }
      const rows = only === 'failed' ? [failed] : [made, failed]
      return HttpResponse.json({ rows: state.done > 0 ? rows : [], next_cursor: null })
    }),
    http.post('*/api/v1/imports/i1/run', () => {
      state = then
      return HttpResponse.json(state)
    }),
    ...fakeGateway({ signedIn: true }),
  )
  show(
    <Routes>
      <Route path="/imports/:id" element={<ImportPage />} />
    </Routes>,
    { pathname: '/imports/i1' },
  )
  return { become: (next: Import) => (state = next), asked: () => rowsAsked }
}

describe('NewImportPage', () => {
  it('columnThatWasNotGuessed_isAskedFor_thenEveryRowIsCheckedAndNothingChanged', async () => {
    const { container, sent } = openNew()
    act(() => choose(container, aFile()))
    const check = await screen.findByRole('button', { name: /Check/ })
    expect((check as HTMLButtonElement).disabled).toBe(true)
    expect(screen.getByRole('alert').textContent).toContain('Name')
    fireEvent.change(screen.getByRole('combobox', { name: /^Name/ }), { target: { value: 'Who' } })
    fireEvent.click(check)
    expect(await screen.findByText("the import's page")).toBeTruthy()
    expect(sent).toEqual([
      {
        kind: 'roster',
        mapping: JSON.stringify({ external_id: 'No', name: 'Who' }),
        dry_run: 'true',
      },
    ])
  })

  it('fileThatCannotBeRead_saysSo', async () => {
    const { container } = openNew()
    server.use(
      http.post('*/api/v1/imports/preview', () =>
        problem(422, 'file_unreadable', 'The file has no heading row.'),
      ),
    )
    act(() => choose(container, aFile()))
    expect((await screen.findByRole('alert')).textContent).toContain('The file has no heading row.')
  })
})

describe('ImportPage', () => {
  it('dryRunWithAnError_showsItsRowAndReason_andCanBeCarriedOut', async () => {
    openOne(anImport(), anImport({ dry_run: false, created: 2 }))
    expect(await screen.findByText(/There is no name\./)).toBeTruthy()
    expect(within(screen.getByRole('table')).getAllByRole('row').length).toBe(2)
    fireEvent.click(screen.getByRole('button', { name: /Carry/ }))
    await expect.poll(() => screen.queryByRole('button', { name: /Carry/ })).toBeNull()
  })

  it('importThatComesToItsEnd_showsTheRowsOfTheEnd', async () => {
    const running = anImport({ state: 'checking', done: 0, total: 0, created: 0, failed: 0 })
    const { become } = openOne(running)
    await screen.findByRole('progressbar')
    become(anImport())
    expect(await screen.findByText(/There is no name\./, {}, { timeout: 5000 })).toBeTruthy()
  })

  it('nothingToDo_cannotBeCarriedOut', async () => {
    openOne(anImport({ created: 0, skipped: 2 }))
    const run = await screen.findByRole('button', { name: /Carry/ })
    expect((run as HTMLButtonElement).disabled).toBe(true)
  })
})
