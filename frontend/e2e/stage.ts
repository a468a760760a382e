import type { APIRequestContext } from 'playwright-core'
import type { Cast } from './faces'
import { password, url } from './site'

const HOUR_MS = 3_600_000

/** Calls of the site's own API as the first user, for what a test needs before its first page. */
export async function apiOf(request: APIRequestContext) {
  const login = await request.post(`${url}/api/v1/login`, { data: { username: 'admin', password } })
  if (!login.ok()) throw new Error(`login: ${login.status()} ${await login.text()}`)
  const { token } = (await login.json()) as { token: string }
  const headers = { authorization: `Bearer ${token}` }
  return async <T = unknown>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    data?: unknown,
  ): Promise<T> => {
    const body = data instanceof FormData ? { multipart: data } : data === undefined ? {} : { data }
    const answer = await request.fetch(`${url}/api/v1${path}`, { method, headers, ...body })
    const text = await answer.text()
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${text}`)
    return (text ? JSON.parse(text) : null) as T
  }
}

export type Api = Awaited<ReturnType<typeof apiOf>>

/**
 * Erases the people whose name begins so. A run that was broken off leaves its people behind, and one face
 * under two names is nobody's: the site calls it ambiguous.
 */
export async function eraseAll(api: Api, name: string): Promise<void> {
  const query = new URLSearchParams({ q: name, limit: '100' })
  const { people } = await api<{ people: { id: string; name: string }[] }>(
    'GET',
    `/people?${query}`,
  )
  const left = people.filter((person) => person.name.startsWith(name))
  await Promise.all(left.map(({ id }) => api('DELETE', `/people/${id}`)))
}

const NAMES = { person: 'Zoë عمر', friend: 'Nguyễn Thị Ánh', absent: 'Trần Văn Vắng' }

export async function clearStage(api: Api): Promise<void> {
  for (const name of Object.values(NAMES)) {
    // oxlint-disable-next-line no-await-in-loop -- three of them
    await eraseAll(api, name)
  }
}

export type Stage = {
  person: { id: string; name: string }
  friend: { id: string; name: string }
  /** On the list of the session, and on no picture. */
  absent: { id: string; name: string }
  session: { id: string; name: string }
}

/** Enrols the cast and somebody who never comes, in one group with a session that is open now. */
export async function stageFor(api: Api, { person, friend, absent }: Cast): Promise<Stage> {
  await clearStage(api)
  const mark = Date.now() % 100_000
  const enrol = async (name: string, pictures: readonly Buffer[]) => {
    const form = new FormData()
    form.set('name', name)
    form.set('consent', '1')
    pictures.forEach((jpeg, i) =>
      form.append('images', new File([new Uint8Array(jpeg)], `${i}.jpg`, { type: 'image/jpeg' })),
    )
    return (await api<{ person: { id: string; name: string } }>('POST', '/add-person', form)).person
  }
  const people = {
    person: await enrol(`${NAMES.person} ${mark}`, person.slice(0, -1)),
    friend: await enrol(`${NAMES.friend} ${mark}`, friend.slice(0, 1)),
    absent: await enrol(`${NAMES.absent} ${mark}`, [absent]),
  }
  const group = await api<{ id: string }>('POST', '/groups', { name: `Class ${mark}` })
  for (const { id } of Object.values(people)) {
    // oxlint-disable-next-line no-await-in-loop -- three of them
    await api('PUT', `/groups/${group.id}/members/${id}`, { joined_on: '2020-01-01' })
  }
  const now = Date.now()
  const session = await api<{ id: string; name: string }>('POST', '/sessions', {
    group_id: group.id,
    name: `Morning ${mark}`,
    starts_at: new Date(now - HOUR_MS / 60).toISOString(),
    ends_at: new Date(now + 2 * HOUR_MS).toISOString(),
    rules: {},
  })
  return { ...people, session: { id: session.id, name: session.name } }
}
