import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('lockFile_namesNoAddress', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"\s*:/)
})
