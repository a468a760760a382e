import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { apiDocument } from '../../scripts/api-document.mjs'
import { shapeHash } from '../../scripts/api-shape.mjs'

const document = apiDocument()

it.runIf(document !== null)('apiSchema_matchesTheGatewaysDocument', () => {
  const generated = readFileSync('src/lib/api-schema.ts', 'utf8').split('\n', 1)[0]
  expect(
    generated,
    'the OpenAPI document changed: run `npm run api-types` and commit the result',
  ).toBe(`// shape ${shapeHash(document)}`)
})
