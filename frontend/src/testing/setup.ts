import { cleanup } from '@testing-library/react'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { ROOMS, wordFile } from '@/app/languages'
import { enterRooms, startI18n } from '@/lib/i18n'
import { server } from './server'

// happy-dom has no layout; Mantine asks for these two.
window.matchMedia ??= () => ({}) as MediaQueryList
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}

await startI18n('en', wordFile)
await enterRooms(...ROOMS)

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => {
  cleanup()
  server.resetHandlers()
})
afterAll(() => server.close())
