import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { shapeHash } from '../../scripts/api-shape.mjs'

const DOCUMENT = '../gateway/src/main/resources/openapi.json'

it.runIf(existsSync(DOCUMENT))('apiSchema_matchesTheGatewaysDocument', () => {
  const shape = shapeHash(JSON.parse(readFileSync(DOCUMENT, 'utf8')))
  const generated = readFileSync('src/lib/api-schema.ts', 'utf8').split('\n', 1)[0]
  expect(generated, 'openapi.json changed: run `npm run api-types` and commit the result').toBe(
    `// shape ${shape}`,
  )
})
