import { HttpResponse, http } from 'msw'
import { describe, expect, it, vi } from 'vitest'
import { server } from '@/testing/server'
import { problem } from '@/testing/fake-gateway'
import { api, onSignedOut } from './api-client'
import { ApiProblem } from './api-problem'
import { problemWords } from './problem-words'
import { retries } from './query-client'

const failureOf = async (call: Promise<unknown>): Promise<ApiProblem> => {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ApiProblem)) throw new Error(`no ApiProblem, but ${String(error)}`)
  return error
}

describe('api', () => {
  it('answer_json_isGivenBack', async () => {
    server.use(http.get('*/api/v1/me', () => HttpResponse.json({ username: 'admin' })))
    await expect(api.get('/api/v1/me')).resolves.toEqual({ username: 'admin' })
  })

  it('query_emptyValues_areLeftOut', async () => {
    let asked = ''
    server.use(
      http.get('*/api/v1/people', ({ request }) => {
        asked = new URL(request.url).search
        return HttpResponse.json({})
      }),
    )
    await api.get('/api/v1/people', { query: { limit: 5, cursor: null, q: '' } })
    expect(asked).toBe('?limit=5')
  })

  it('problemDocument_becomesApiProblem_withItsWords', async () => {
    server.use(
      http.post('*/api/v1/add-person', () =>
        problem(422, 'no_usable_picture', 'No picture could be used.', [
          { field: 'images[1]', code: 'no_face', detail: 'No face was found.' },
        ]),
      ),
    )
    const error = await failureOf(api.upload('/api/v1/add-person', new FormData()))
    expect(error).toMatchObject({
      kind: 'unusable',
      status: 422,
      code: 'no_usable_picture',
      requestId: 'req-1',
    })
    expect(error.errors).toHaveLength(1)
    expect(problemWords(error).remedy).toBe('No picture could be used.')
  })

  it.each([
    [413, 'too_large'],
    [415, 'wrong_type'],
    [404, 'not_found'],
    [503, 'busy'],
    [500, 'failed'],
  ])('status_%i_withoutProblemDocument_hasKind_%s', async (status, kind) => {
    server.use(
      http.get(
        '*/x',
        () => new HttpResponse('<html>', { status, headers: { 'x-request-id': 'q' } }),
      ),
    )
    const error = await failureOf(api.get('/x'))
    expect(error.kind).toBe(kind)
    expect(error.requestId).toBe('q')
    expect(problemWords(error).remedy).not.toBe('')
  })

  it('textNamedJpg_refusedByServer_isWrongType', async () => {
    server.use(http.get('*/x', () => problem(400, 'image_not_recognised', 'No picture.')))
    expect((await failureOf(api.get('/x'))).kind).toBe('wrong_type')
  })

  it('networkDown_isUnreachable_andWorthARetry', async () => {
    server.use(http.get('*/x', () => HttpResponse.error()))
    const error = await failureOf(api.get('/x'))
    expect(error.kind).toBe('unreachable')
    expect(retries(0, error)).toBe(true)
    expect(retries(2, error)).toBe(false)
    expect(retries(0, new ApiProblem(422))).toBe(false)
  })

  it('sessionEnded_tellsListeners_wrongPasswordDoesNot', async () => {
    const heard = vi.fn()
    const stop = onSignedOut(heard)
    server.use(
      http.get('*/api/v1/people', () => problem(401, 'not_signed_in', 'Sign in.')),
      http.post('*/api/v1/login', () => problem(401, 'wrong_credentials', 'Wrong.')),
    )
    await failureOf(api.post('/api/v1/login', {}))
    expect(heard).not.toHaveBeenCalled()
    await failureOf(api.get('/api/v1/people'))
    expect(heard).toHaveBeenCalledOnce()
    stop()
  })

  it('noContent_isUndefined', async () => {
    server.use(http.delete('*/x', () => new HttpResponse(null, { status: 204 })))
    await expect(api.delete('/x')).resolves.toBeUndefined()
  })

  it('brokenJson_isAFailure_notACrash', async () => {
    server.use(
      http.get(
        '*/x',
        () => new HttpResponse('{', { headers: { 'content-type': 'application/json' } }),
      ),
    )
    expect((await failureOf(api.get('/x'))).kind).toBe('failed')
  })

  it('abort_isNoProblem', async () => {
    server.use(http.get('*/x', () => HttpResponse.json({})))
    const aborter = new AbortController()
    aborter.abort()
    await expect(api.get('/x', { signal: aborter.signal })).rejects.not.toBeInstanceOf(ApiProblem)
  })
})
