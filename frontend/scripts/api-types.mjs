// Writes src/lib/api-schema.ts from the gateway's OpenAPI document. The generator is fetched on demand,
// not installed: it needs TypeScript 5, and the app compiles with 7.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apiDocument } from './api-document.mjs'
import { shapeHash } from './api-shape.mjs'

const target = 'src/lib/api-schema.ts'
const document = apiDocument()
if (!document) {
  console.error(
    'The gateway is not beside this folder: its OpenAPI document is what the types come from',
  )
  process.exit(1)
}
const folder = mkdtempSync(join(tmpdir(), 'rollcall-api-'))
try {
  const merged = join(folder, 'openapi.json')
  writeFileSync(merged, JSON.stringify(document))
  const { status } = spawnSync(
    'npm',
    [
      'exec',
      '--yes',
      '--package=openapi-typescript@7.13.0',
      '--package=typescript@5.9.3',
      '--',
      'openapi-typescript',
      merged,
      '-o',
      target,
    ],
    { stdio: 'inherit' },
  )
  if (status !== 0) process.exit(1)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
writeFileSync(target, `// shape ${shapeHash(document)}\n${readFileSync(target, 'utf8')}`)
