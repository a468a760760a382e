import { cleanup } from '@testing-library/react'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { languageFiles } from '@/app/languages'
import { startI18n } from '@/lib/i18n'
import { server } from './server'

// happy-dom has no layout; Mantine asks for these two.
window.matchMedia ??= () => ({}) as MediaQueryList
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}

await startI18n('en', languageFiles)

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => {
  cleanup()
  server.resetHandlers()
})
afterAll(() => server.close())
