import { ApiProblem } from './api-problem'
import type { Problem } from './api-types'

type Query = Record<string, string | number | null | undefined>
type Options = {
  query?: Query
  signal?: AbortSignal | undefined
  headers?: Record<string, string>
  /** Carry it out only where the thing still has this version; else the answer is 412. */
  ifMatch?: string | null
  /** The same key twice is one deed, however often the network made us ask. */
  idempotencyKey?: string
}

/** What was read, with the version that a change of it names in `ifMatch`. */
export type Tagged<T> = { value: T; etag: string | null }

const signedOutListeners = new Set<() => void>()

/** Told whenever a call was answered that nobody is signed in; gives back how to stop listening. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  )
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)]))
  return search.size > 0 ? `${path}?${search}` : path
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const isProblem = response.headers.get('content-type')?.includes('json') ?? false
  const body: Partial<Problem> = isProblem ? await response.json().catch(() => ({})) : {}
  return new ApiProblem(response.status, {
    ...body,
    request_id: body.request_id ?? response.headers.get('x-request-id') ?? undefined,
  } as Partial<Problem>)
}

async function send(
  method: string,
  path: string,
  body: BodyInit | undefined,
  { query, signal, headers, ifMatch, idempotencyKey }: Options,
): Promise<Response> {
  let response: Response
  try {
    response = await fetch(address(path, query), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(ifMatch ? { 'if-match': ifMatch } : {}),
        ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiProblem(0)
  }
  if (response.ok) return response
  const problem = await problemOf(response)
  if (problem.kind === 'signed_out') for (const listener of signedOutListeners) listener()
  throw problem
}

async function read<T>(response: Response, signal: AbortSignal | undefined): Promise<T> {
  if (response.status === 204) return undefined as T
  try {
    return (await response.json()) as T
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiProblem(-1, { detail: 'The answer of the server could not be read.' })
  }
}

async function call<T>(
  method: string,
  path: string,
  body: BodyInit | undefined,
  options: Options,
): Promise<T> {
  return read<T>(await send(method, path, body, options), options.signal)
}

async function getTagged<T>(path: string, options: Options = {}): Promise<Tagged<T>> {
  const response = await send('GET', path, undefined, options)
  return {
    value: await read<T>(response, options.signal),
    etag: response.headers.get('etag'),
  }
}

function fileName(response: Response): string | null {
  return /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? null
}

function sendJson(method: string) {
  return <T>(path: string, value: unknown, options: Options = {}) =>
    call<T>(method, path, JSON.stringify(value), {
      ...options,
      headers: { ...options.headers, 'content-type': 'application/json' },
    })
}

/**
 * Every call to the gateway goes through here: same origin, cookie session, and each failure is an
 * ApiProblem. An aborted call rejects with the browser's AbortError, which TanStack Query knows.
 */
export const api = {
  get: <T>(path: string, options: Options = {}) => call<T>('GET', path, undefined, options),
  getTagged,
  post: sendJson('POST'),
  put: sendJson('PUT'),
  patch: sendJson('PATCH'),
  delete: (path: string, { body, ...options }: Options & { body?: unknown } = {}) =>
    body === undefined
      ? call<void>('DELETE', path, undefined, options)
      : sendJson('DELETE')<void>(path, body, options),
  upload: <T>(path: string, form: FormData, options: Options = {}) =>
    call<T>('POST', path, form, options),
  /** A file: its name as the server gave it, else the last part of the path. */
  download: async (path: string, options: Options = {}): Promise<File> => {
    const response = await send('GET', path, undefined, {
      ...options,
      headers: { accept: '*/*', ...options.headers },
    })
    const blob = await response.blob()
    return new File([blob], fileName(response) ?? path.split('/').at(-1) ?? 'rollcall', {
      type: blob.type,
    })
  },
}
