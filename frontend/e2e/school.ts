import { type APIRequestContext, request } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { password, url } from './site'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const BY_HAND = 'From the paper register'
export const PASSWORD = 'a password of a test'
export const ROLES = ['owner', 'admin', 'manager', 'kiosk', 'member'] as const
export type Role = (typeof ROLES)[number]

type User = { username: string; password: string }
type Made = { id: string }

export type School = {
  users: Record<Role, User>
  /** Made by somebody else with a password that has to be changed. */
  newcomer: User
  group: string
  record: string
  session: string
  importId: string
  end: () => Promise<void>
}

/** A filled site for the tests of a file; it stands once the first of them begins. */
export function openSchool({ pastDays = 3 } = {}): School {
  const here = {} as School
  beforeAll(async () => Object.assign(here, await fillSchool(pastDays)))
  afterAll(() => here.end?.())
  return here
}

/** Fills the site through its API: people by a roster, days of sessions, a correction, a user a role. */
async function fillSchool(pastDays: number): Promise<School> {
  const mark = String(Date.now() % 1_000_000)
  const api = await signedIn()
  const post = async <T>(path: string, data: unknown): Promise<T> => {
    const answer = await api.post(`/api/v1${path}`, { data })
    if (!answer.ok()) throw new Error(`${path} ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const group = await post<Made>('/groups', { name: `7a ${mark}`, time_zone: 'Asia/Riyadh' })
  const importId = await importRoster(api, rosterOf(mark))
  const people = await putInto(api, group)
  const schedule = await timetable(post, group)
  const { session, record } = await attendance(post, group, people, pastDays)
  const users = await usersOf(post, mark, group, people[0])
  const newcomer = { username: `new-${mark}`, password: 'a temporary password' }
  await post('/users', { ...newcomer, role: 'manager', groups: [group.id] })
  return {
    users,
    newcomer,
    group: group.id,
    record: record.id,
    session: session.id,
    importId,
    end: async () => {
      // The next test's people are nobody's members: an open session would not expect them.
      await api.post(`/api/v1/sessions/${session.id}/close`, { data: {} })
      await api.delete(`/api/v1/schedules/${schedule.id}`)
      for (const id of people) await api.delete(`/api/v1/people/${id}`)
      await api.dispose()
    },
  }
}

type Post = <T>(path: string, data: unknown) => Promise<T>

const rosterOf = (mark: string) =>
  [
    'external_id,name,groups,gender',
    ...['Nguyễn Thị Minh Khai', 'عمر الخطيب', 'Zoë Müller', 'Ada Lovelace'].map(
      (name, i) => `E-${mark}-${i},${name},7a ${mark},`,
    ),
    // Nobody's row: the import says why.
    `E-${mark}-9,,7a ${mark},`,
  ].join('\r\n')

/** Whom the roster brought belongs to the group since long ago. */
async function putInto(api: APIRequestContext, group: Made): Promise<string[]> {
  const answer = await api.get(`/api/v1/groups/${group.id}/members`)
  const { members } = (await answer.json()) as { members: { person: Made }[] }
  const people = members.map(({ person }) => person.id)
  for (const id of people) {
    await api.put(`/api/v1/groups/${group.id}/members/${id}`, { data: { joined_on: '2020-01-01' } })
  }
  return people
}

async function timetable(post: Post, group: Made): Promise<Made> {
  await post('/holidays', {
    date: new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10),
    name: 'Sports day',
    group_id: group.id,
  })
  return post<Made>('/schedules', {
    group_id: group.id,
    name: 'Mathematics',
    days: ['MON', 'WED'],
    starts_at: '08:00',
    ends_at: '09:00',
  })
}

/** A session that is on, with a record that was corrected; and what reports are made of. */
async function attendance(post: Post, group: Made, people: readonly string[], pastDays: number) {
  const began = Date.now() - HOUR_MS / 2
  const hold = (start: number, hours: number) =>
    post<Made>('/sessions', {
      group_id: group.id,
      name: 'A test',
      starts_at: new Date(start).toISOString(),
      ends_at: new Date(start + hours * HOUR_MS).toISOString(),
    })
  const write = (person_id: string, session: Made, time: number) =>
    post<Made>('/records', {
      person_id,
      session_id: session.id,
      time: new Date(time).toISOString(),
      reason: BY_HAND,
    })
  const session = await hold(began, 2)
  const records: Made[] = []
  for (const person of people.slice(0, -1)) {
    records.push(await write(person, session, began + 20 * 60_000))
  }
  // Each day somebody else is missing, and one comes late.
  for (let day = 1; day <= pastDays; day++) {
    const start = began - day * DAY_MS
    const held = await hold(start, 1)
    for (const [i, person] of people.entries()) {
      if (i !== day % people.length) await write(person, held, start + i * 9 * 60_000)
    }
    // The site may have closed it by itself meanwhile.
    await post(`/sessions/${held.id}/close`, {}).catch(() => {})
  }
  const [record] = records
  if (!record) throw new Error('the roster brought nobody')
  await post(`/records/${record.id}/corrections`, {
    reason: 'The door was jammed',
    time: new Date(began).toISOString(),
  })
  return { session, record }
}

async function usersOf(
  post: Post,
  mark: string,
  group: Made,
  person_id: string | undefined,
): Promise<School['users']> {
  const users = {} as School['users']
  const stranger = await request.newContext({ ignoreHTTPSErrors: true })
  for (const role of ROLES) {
    const { link } = await post<{ link: string }>('/invites', {
      role,
      ...(role === 'manager' ? { groups: [group.id] } : {}),
      ...(role === 'member' ? { person_id } : {}),
    })
    const user = { username: `${role}-${mark}`, password: PASSWORD }
    const taken = await stranger.post(`${url}/api/v1/invites/by-token/${link.split('/').at(-1)}`, {
      data: user,
    })
    if (!taken.ok()) throw new Error(`${role} ${taken.status()} ${await taken.text()}`)
    users[role] = user
  }
  await stranger.dispose()
  return users
}

async function signedIn(): Promise<APIRequestContext> {
  const caller = await request.newContext({ ignoreHTTPSErrors: true })
  const login = await caller.post(`${url}/api/v1/login`, { data: { username: 'admin', password } })
  const { token } = (await login.json()) as { token: string }
  await caller.dispose()
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
