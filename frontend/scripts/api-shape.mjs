import { createHash } from 'node:crypto'

/** SHA-256 of what an OpenAPI document says about shapes: words may change, types may not drift. */
export function shapeHash(document) {
  const shape = JSON.stringify(document, (key, value) =>
    (key === 'description' || key === 'summary') && typeof value === 'string' ? undefined : value,
  )
  return createHash('sha256').update(shape).digest('hex')
}
