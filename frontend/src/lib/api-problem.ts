import type { Problem } from './api-types'

export type ProblemKind =
  | 'unreachable'
  | 'signed_out'
  | 'wrong_credentials'
  | 'refused'
  | 'not_found'
  | 'conflict'
  | 'changed'
  | 'too_large'
  | 'wrong_type'
  | 'unusable'
  | 'busy'
  | 'too_many'
  | 'failed'

type FieldProblem = Problem['errors'][number]

const KIND_BY_STATUS: Record<number, ProblemKind> = {
  400: 'unusable',
  401: 'signed_out',
  403: 'refused',
  404: 'not_found',
  409: 'conflict',
  412: 'changed',
  413: 'too_large',
  415: 'wrong_type',
  422: 'unusable',
  428: 'changed',
  429: 'too_many',
  502: 'busy',
  503: 'busy',
  504: 'busy',
}

/** Codes that say more than their status does. */
const KIND_BY_CODE: Record<string, ProblemKind> = {
  wrong_credentials: 'wrong_credentials',
  image_not_recognised: 'wrong_type',
  image_is_svg: 'wrong_type',
}

/**
 * The one error of every call to the gateway. `status` is 0 where no answer came at all. `detail` is the
 * server's own sentence, or empty where the answer was no problem document (a proxy's page, say).
 */
export class ApiProblem extends Error {
  readonly kind: ProblemKind
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly requestId: string | null
  readonly errors: readonly FieldProblem[]

  constructor(status: number, body: Partial<Problem> = {}) {
    const kind = kindOf(status, body.code ?? '')
    super(body.detail || body.title || `${kind} (${status})`)
    this.name = 'ApiProblem'
    this.kind = kind
    this.status = status
    this.code = body.code ?? ''
    this.title = body.title ?? ''
    this.detail = body.detail ?? ''
    this.requestId = body.request_id ?? null
    this.errors = body.errors ?? []
  }
}

function kindOf(status: number, code: string): ProblemKind {
  if (status === 0) return 'unreachable'
  return KIND_BY_CODE[code.toLowerCase()] ?? KIND_BY_STATUS[status] ?? 'failed'
}

/** Anything thrown, as an ApiProblem: what is not one already is a fault of the page itself. */
export function asApiProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem
    ? error
    : new ApiProblem(-1, { detail: error instanceof Error ? error.message : String(error) })
}
