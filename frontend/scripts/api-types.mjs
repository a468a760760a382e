// Writes src/lib/api-schema.ts from the gateway's OpenAPI document. The generator is fetched on demand,
// not installed: it needs TypeScript 5, and the app compiles with 7.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apiDocument } from './api-document.mjs'
import { shapeHash } from './api-shape.mjs'

const whole = apiDocument()
const folder = mkdtempSync(join(tmpdir(), 'api-'))
const document = join(folder, 'openapi.json')
writeFileSync(document, JSON.stringify(whole))
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
rmSync(folder, { recursive: true })
if (status !== 0) process.exit(1)
const hash = shapeHash(whole)
writeFileSync(target, `// shape ${hash}\n${readFileSync(target, 'utf8')}`)
