import { HttpResponse, http } from 'msw'
import type { AttendanceRecord, Me, Person } from '@/lib/api-types'
import { aSettings } from './administration'
import {
  aFace,
  aMe,
  aPerson,
  aRecord,
  aStatus,
  aStranger,
  aValidResult,
  anInvalidResult,
} from './fixtures'

export const problem = (status: number, code: string, detail: string, errors: unknown[] = []) =>
  HttpResponse.json(
    { type: 'about:blank', title: code, status, detail, code, request_id: 'req-1', errors },
    { status, headers: { 'content-type': 'application/problem+json' } },
  )

const DRAWN_FACE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#dbe4ff"/><circle cx="32" cy="32" r="20" fill="#ffd8a8"/><circle cx="25" cy="29" r="2.500"/><circle cx="39" cy="29" r="2.500"/><path d="M23 39q9 8 18 0" fill="none" stroke="#000" stroke-width="2"/></svg>`

/**
 * A gateway that keeps its state in memory: enough of the contract for tests of the page and for
 * `npm run dev:mock`. The user is admin with the password "correct horse".
 */
export function fakeGateway({
  signedIn = false,
  me = {},
}: { signedIn?: boolean; me?: Partial<Me> } = {}) {
  let isIn = signedIn
  let people: Person[] = [
    aPerson(),
    aPerson({ id: 'p2', name: 'Grace Hopper', external_id: null, face_count: 1, consent: null }),
  ]
  let keys = [{ id: 'k1', name: 'door in the hall', created_at: '2026-03-01T09:30:00Z' }]
  const records: AttendanceRecord[] = []
  let checks = 0
  let next = 100

  const guarded =
    <T>(answer: (request: { request: Request; params: Record<string, unknown> }) => T) =>
    (info: { request: Request; params: Record<string, unknown> }) =>
      isIn ? answer(info) : problem(401, 'NOT_SIGNED_IN', 'Sign in first.')

  return [
    http.post('*/api/v1/login', async ({ request }) => {
      const { password } = (await request.json()) as { password: string }
      if (password !== 'correct horse') {
        return problem(401, 'WRONG_CREDENTIALS', 'The user name or the password is wrong.')
      }
      isIn = true
      return HttpResponse.json({ token: 't', expires_at: '2030-01-01T00:00:00Z' })
    }),
    http.get('*/api/v1/login/options', () =>
      HttpResponse.json({ password: true, password_reset_by_mail: false, providers: [] }),
    ),
    http.get(
      '*/api/v1/groups',
      guarded(() => HttpResponse.json({ groups: [], next_cursor: null })),
    ),
    http.post('*/api/v1/logout', () => {
      isIn = false
      return new HttpResponse(null, { status: 204 })
    }),
    http.get(
      '*/api/v1/settings',
      guarded(() => HttpResponse.json(aSettings(), { headers: { etag: '"1"' } })),
    ),
    http.get(
      '*/api/v1/me',
      guarded(() => HttpResponse.json(aMe(me))),
    ),
    http.post(
      '*/api/v1/me/password',
      guarded(() => new HttpResponse(null, { status: 204 })),
    ),
    http.post(
      '*/api/v1/detect-faces',
      guarded(() =>
        HttpResponse.json({
          image: { width: 480, height: 360 },
          faces: [
            {
              box: { x_min: 160, y_min: 70, x_max: 320, y_max: 270, probability: 0.99 },
              landmarks: [],
            },
          ],
          timing_ms: { total: 20 },
        }),
      ),
    ),
    http.post(
      '*/api/v1/check-attendance',
      guarded(() => {
        checks += 1
        const stranger = checks % 2 === 0
        const result = stranger ? anInvalidResult('UNKNOWN_FACE') : aValidResult()
        const record = aRecord({
          id: `r${checks}`,
          time: new Date().toISOString(),
          ...(stranger ? { status: 'INVALID', reason: 'UNKNOWN_FACE', person: null } : {}),
        })
        records.unshift(record)
        return HttpResponse.json({ ...result, record, records: [record] })
      }),
    ),
    http.post(
      '*/check-age-and-emotion',
      guarded(() =>
        HttpResponse.json({
          faces: [
            aFace({ person: null, decision: null, status: null, verified: null }),
            aStranger({
              box: { x_min: 500, y_min: 120, x_max: 600, y_max: 250, probability: 0.9 },
            }),
          ],
          timing_ms: { total: 80 },
        }),
      ),
    ),
    http.post(
      '*/api/v1/add-person',
      guarded(async ({ request }) => {
        const form = await request.formData()
        const person = aPerson({
          id: `p${next++}`,
          name: String(form.get('name')),
          external_id: form.get('external_id') ? String(form.get('external_id')) : null,
          face_count: form.getAll('images').length,
        })
        people = [person, ...people]
        return HttpResponse.json(
          {
            person,
            faces: form
              .getAll('images')
              .map((_, i) => ({ ...aFace(), id: `f${i}`, image_index: i, filename: null })),
            rejected_images: [],
            similar_people: [],
          },
          { status: 201 },
        )
      }),
    ),
    http.get(
      '*/api/v1/people',
      guarded(({ request }) => {
        const q = new URL(request.url).searchParams.get('q')?.toLowerCase() ?? ''
        return HttpResponse.json({
          people: people.filter(({ name }) => name.toLowerCase().includes(q)),
          next_cursor: null,
        })
      }),
    ),
    http.get(
      '*/api/v1/people/:id/picture',
      guarded(() => new HttpResponse(DRAWN_FACE, { headers: { 'content-type': 'image/svg+xml' } })),
    ),
    http.get(
      '*/api/v1/people/:id',
      guarded(({ params }) => {
        const person = people.find(({ id }) => id === params.id)
        return person
          ? HttpResponse.json(person)
          : problem(404, 'NOT_FOUND', 'There is no such person.')
      }),
    ),
    http.delete(
      '*/api/v1/people/:id',
      guarded(({ params }) => {
        people = people.filter(({ id }) => id !== params.id)
        return new HttpResponse(null, { status: 204 })
      }),
    ),
    http.get(
      '*/api/v1/records',
      guarded(() => HttpResponse.json({ records, next_cursor: null })),
    ),
    http.get(
      '*/api/v1/status',
      guarded(() => HttpResponse.json(aStatus())),
    ),
    http.get(
      '*/api/v1/keys',
      guarded(() => HttpResponse.json({ keys })),
    ),
    http.post(
      '*/api/v1/keys',
      guarded(async ({ request }) => {
        const { name } = (await request.json()) as { name: string }
        const key = { id: `k${next++}`, name, created_at: new Date().toISOString() }
        keys = [...keys, key]
        return HttpResponse.json({ ...key, key: 'rk_example' }, { status: 201 })
      }),
    ),
    http.delete(
      '*/api/v1/keys/:id',
      guarded(({ params }) => {
        keys = keys.filter(({ id }) => id !== params.id)
        return new HttpResponse(null, { status: 204 })
      }),
    ),
  ]
}
