// Writes src/lib/api-schema.ts from the gateway's OpenAPI document. The generator is fetched on demand,
// not installed: it needs TypeScript 5, and the app compiles with 7.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { shapeHash } from './api-shape.mjs'

const document = '../gateway/src/main/resources/openapi.json'
const target = 'src/lib/api-schema.ts'
const { status } = spawnSync(
  'npm',
  [
    'exec',
    '--yes',
    '--package=openapi-typescript@7.13.0',
    '--package=typescript@5.9.3',
    '--',
    'openapi-typescript',
    document,
    '-o',
    target,
  ],
  { stdio: 'inherit' },
)
if (status !== 0) process.exit(1)
const hash = shapeHash(JSON.parse(readFileSync(document, 'utf8')))
writeFileSync(target, `// shape ${hash}\n${readFileSync(target, 'utf8')}`)
