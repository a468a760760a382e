import { defineConfig } from 'vitest/config'

// One file after the other: they share the site, and each launch has a webcam of its own.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: process.env.ROLLCALL_README_PICTURES ? ['readme.pictures.ts'] : ['*.test.ts'],
    // Of minutes, on a site with liveness: its own run, npm run e2e:kiosk.
    exclude: process.env.ROLLCALL_E2E_KIOSK ? [] : ['kiosk.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    bail: 1,
  },
})
