import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const sources = import.meta.glob<string>('/src/**/*.{ts,tsx}', {
  eager: true,
  query: '?raw',
  import: 'default',
})
const styles = join(
  dirname(createRequire(import.meta.url).resolve('@mantine/core/styles.css')),
  'styles',
)

it('everyComponentInUse_hasItsStyles', () => {
  const used = new Set(
    Object.values(sources)
      .flatMap((code) => [...code.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)])
      .flatMap(([, names]) => (names ?? '').split(','))
      .map((name) => name.trim())
      .filter((name) => existsSync(join(styles, `${name}.css`))),
  )
  const imported = readFileSync('src/app/mantine.css', 'utf8')
  const missing = [...used].filter((name) => !imported.includes(`/${name}.layer.css`))
  expect(missing, 'add these to src/app/mantine.css').toEqual([])
})
