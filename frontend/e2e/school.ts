import { type APIRequestContext, type Browser, request } from 'playwright-core'
import { password, url } from './site'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const PAST_DAYS = 3
export const PASSWORD = 'a password of a test'
export const ROLES = ['owner', 'admin', 'manager', 'kiosk', 'member'] as const
export type Role = (typeof ROLES)[number]

export type School = {
  users: Record<Role, { username: string; password: string }>
  /** Made by somebody else with a password that has to be changed. */
  newcomer: { username: string; password: string }
  group: string
  record: string
  session: string
  importId: string
  end: () => Promise<void>
}

/** Fills the site through its API: people by a roster, two weeks of sessions, a correction, a user a role. */
export async function fillSchool(browser: Browser): Promise<School> {
  const mark = String(Date.now() % 1_000_000)
  const api = await signedIn(browser)
  const post = async <T>(path: string, data: unknown): Promise<T> => {
    const answer = await api.post(`/api/v1${path}`, { data })
    if (!answer.ok()) throw new Error(`${path} ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  type Made = { id: string }
  const class7 = await post<Made>('/groups', { name: `7a ${mark}`, time_zone: 'Asia/Riyadh' })
  const roster = [
    'external_id,name,groups,gender',
    ...['Nguyễn Thị Minh Khai', 'عمر الخطيب', 'Zoë Müller', 'Ada Lovelace'].map(
      (name, i) => `E-${mark}-${i},${name},7a ${mark},`,
    ),
    `E-${mark}-9,,7a ${mark},`,
  ].join('\r\n')
  const imported = await importRoster(api, roster)
  const members = (await (await api.get(`/api/v1/groups/${class7.id}/members`)).json()) as {
    members: { person: Made }[]
  }
  const people = members.members.map(({ person }) => person.id)
  for (const id of people) {
    await api.put(`/api/v1/groups/${class7.id}/members/${id}`, {
      data: { joined_on: '2020-01-01' },
    })
  }

  const schedule = await post<Made>('/schedules', {
    group_id: class7.id,
    name: 'Mathematics',
    days: ['MON', 'WED'],
    starts_at: '08:00',
    ends_at: '09:00',
  })
  await post('/holidays', {
    date: new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10),
    name: 'Sports day',
    group_id: class7.id,
  })
  const began = Date.now() - HOUR_MS / 2
  const session = await post<Made>('/sessions', {
    group_id: class7.id,
    name: 'A test',
    starts_at: new Date(began).toISOString(),
    ends_at: new Date(began + 2 * HOUR_MS).toISOString(),
  })
  const records: Made[] = []
  for (const person_id of people.slice(0, -1)) {
    records.push(
      await post<Made>('/records', {
        person_id,
        session_id: session.id,
        time: new Date(began + 20 * 60_000).toISOString(),
        reason: 'From the paper register',
      }),
    )
  }
  // What reports are made of: each day somebody else is missing, and one comes late.
  for (let day = 1; day <= PAST_DAYS; day++) {
    const start = began - day * DAY_MS
    const held = await post<Made>('/sessions', {
      group_id: class7.id,
      name: 'A test',
      starts_at: new Date(start).toISOString(),
      ends_at: new Date(start + HOUR_MS).toISOString(),
    })
    for (const [i, person_id] of people.entries()) {
      if (i === day % people.length) continue
      await post('/records', {
        person_id,
        session_id: held.id,
        time: new Date(start + i * 9 * 60_000).toISOString(),
        reason: 'From the paper register',
      })
    }
    // The site may have closed it by itself meanwhile.
    await api.post(`/api/v1/sessions/${held.id}/close`, { data: {} })
  }
  const record = records[0]?.id ?? ''
  await post(`/records/${record}/corrections`, {
    reason: 'The door was jammed',
    time: new Date(began).toISOString(),
  })
  const users = {} as School['users']
  for (const role of ROLES) {
    const invite = await post<{ link: string }>('/invites', {
      role,
      ...(role === 'manager' ? { groups: [class7.id] } : {}),
      ...(role === 'member' ? { person_id: people[0] } : {}),
    })
    const username = `${role}-${mark}`
    const stranger = await request.newContext({ baseURL: url, ignoreHTTPSErrors: true })
    const taken = await stranger.post(`/api/v1/invites/by-token/${invite.link.split('/').at(-1)}`, {
      data: { username, password: PASSWORD },
    })
    if (!taken.ok()) throw new Error(`${role} ${taken.status()} ${await taken.text()}`)
    await stranger.dispose()
    users[role] = { username, password: PASSWORD }
  }
  const newcomer = { username: `new-${mark}`, password: 'a temporary password' }
  await post('/users', { ...newcomer, role: 'manager', groups: [class7.id] })
  return {
    users,
    newcomer,
    group: class7.id,
    record,
    session: session.id,
    importId: imported,
    end: async () => {
      // The next test's people are nobody's members: an open session would not expect them.
      await api.post(`/api/v1/sessions/${session.id}/close`, { data: {} })
      await api.delete(`/api/v1/schedules/${schedule.id}`)
      for (const id of people) await api.delete(`/api/v1/people/${id}`)
      await api.dispose()
    },
  }
}

async function signedIn(browser: Browser): Promise<APIRequestContext> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const login = await context.request.post(`${url}/api/v1/login`, {
    data: { username: 'admin', password },
  })
  const { token } = (await login.json()) as { token: string }
  await context.close()
  return request.newContext({
    baseURL: url,
    ignoreHTTPSErrors: true,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  })
}

async function importRoster(api: APIRequestContext, roster: string): Promise<string> {
  const started = await api.post('/api/v1/imports', {
    multipart: {
      kind: 'roster',
      file: { name: 'class.csv', mimeType: 'text/csv', buffer: Buffer.from(roster) },
    },
  })
  const { id } = (await started.json()) as { id: string }
  for (;;) {
    const { state } = (await (await api.get(`/api/v1/imports/${id}`)).json()) as { state: string }
    if (state === 'done') return id
    if (state === 'failed' || state === 'paused') throw new Error(`the import is ${state}`)
    await new Promise((later) => setTimeout(later, 200))
  }
}
