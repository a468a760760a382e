import { defineConfig } from 'vitest/config'

/** Runs of minutes that stand by themselves: `npm run e2e:keyboard`, `e2e:kiosk`, `e2e:pages`, `e2e:speed`. */
const LONG = {
  keyboard: 'ROLLCALL_E2E_KEYBOARD',
  kiosk: 'ROLLCALL_E2E_KIOSK',
  pages: 'ROLLCALL_E2E_PAGES',
  speed: 'ROLLCALL_E2E_SPEED',
}
const left = Object.entries(LONG).filter(([, wanted]) => !process.env[wanted])
const alone = left.length < Object.keys(LONG).length

// One file after the other: they share the site, and each launch has a webcam of its own.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: process.env.ROLLCALL_README_PICTURES
      ? ['readme.pictures.ts']
      : ['*.test.ts', '{keyboard,pages}/*.test.ts'],
    exclude: left.flatMap(([name]) => [`${name}.test.ts`, `${name}/**`]),
    environment: 'node',
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
    bail: alone ? 0 : 1,
  },
})
