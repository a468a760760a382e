import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type WIDE, type Webcam, launch, visit } from './site'

/**
 * What a file of tests stands on: a folder for films and pictures, which goes with its last test, and the
 * browser of the running test, which goes with that.
 */
export function ground() {
  let folder = ''
  let running: Browser | null = null
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rollcall-e2e-'))
  })
  afterEach(async () => {
    await running?.close()
    running = null
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return {
    path: (name: string) => join(folder, name),
    write(name: string, content: Buffer): string {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
    async open(webcam: Webcam, how?: { trusting?: boolean }): Promise<Browser> {
      running = await launch(webcam, how)
      return running
    },
  }
}

/** One browser for all tests of a file; each visitor of it has their own cookies. */
export function sharedBrowser(webcam: Webcam) {
  let browser: Browser | null = null
  beforeAll(async () => {
    browser = await launch(webcam)
  })
  afterAll(() => browser?.close())
  return {
    visit(viewport?: typeof WIDE, scheme?: 'light' | 'dark') {
      if (!browser) throw new Error('the first test has not begun')
      return visit(browser, viewport, scheme)
    },
  }
}
