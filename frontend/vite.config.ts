import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { mockGateway } from './src/testing/mock-gateway.ts'

// `npm run dev` talks to a running gateway, `npm run dev:mock` to the fakes that the tests use.
export default defineConfig(({ mode }) => ({
  plugins: [react(), ...(mode === 'mock' ? [mockGateway()] : [])],
  resolve: {
    alias: {
      '@weights': fileURLToPath(
        new URL('./node_modules/@vladmandic/human/models', import.meta.url),
      ),
      '@': fileURLToPath(new URL('./src', import.meta.url)),
    },
  },
  // The face finder's worker imports modules of its own.
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      mode === 'mock'
        ? []
        : ['/api', '/health', '/docs', '/openapi.json'].map((path) => [
            path,
            {
              target: process.env.ROLLCALL_URL ?? 'https://127.0.0.1:8443',
              secure: false,
              changeOrigin: true,
              headers: { origin: process.env.ROLLCALL_URL ?? 'https://127.0.0.1:8443' },
            },
          ]),
    ),
  },
  // Below these light-dark() would be rewritten into something that sets no colour at all.
  build: {
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
  },
}))
