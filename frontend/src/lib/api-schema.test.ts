import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { apiDocument, hasApiDocument } from '../../scripts/api-document.mjs'
import { shapeHash } from '../../scripts/api-shape.mjs'

it.runIf(hasApiDocument())('apiSchema_matchesTheGatewaysDocument', () => {
  const shape = shapeHash(apiDocument())
  const generated = readFileSync('src/lib/api-schema.ts', 'utf8').split('\n', 1)[0]
  expect(generated, 'the API changed: run `npm run api-types` and commit the result').toBe(
    `// shape ${shape}`,
  )
})
