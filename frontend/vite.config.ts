import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { mockGateway } from './src/testing/mock-gateway.ts'

// `npm run dev` talks to a running gateway, `npm run dev:mock` to the fakes that the tests use.
export default defineConfig(({ mode }) => ({
  plugins: [
    react(),
    ...(mode === 'mock' ? [mockGateway()] : []),
    // The files of the page for use without the network. No answer of the API is ever kept.
    VitePWA({
      registerType: 'autoUpdate',
      injectRegister: null,
      manifest: {
        name: 'Rollcall',
        short_name: 'Rollcall',
        description: 'Attendance by face',
        id: '/',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        theme_color: '#3b5bdb',
        background_color: '#f6f7f9',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
        shortcuts: [{ name: 'Kiosk', url: '/kiosk' }],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,png,bin,json}', '**/*-simd-*.wasm'],
        globIgnores: ['**/*threaded*'],
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/(api|docs|health|metrics|openapi)/],
        runtimeCaching: [],
        cleanupOutdatedCaches: true,
      },
    }),
  ],
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
    rolldownOptions: {
      output: {
        // What every page needs comes in two files instead of fifty, which also compresses better. What a
        // release leaves as it was keeps its name, and so its place in the browser's cache.
        codeSplitting: {
          groups: [
            { name: 'libraries', tags: ['$initial'], test: /[\\/]node_modules[\\/]/, priority: 2 },
            {
              name: 'frame',
              tags: ['$initial'],
              test: /[\\/]src[\\/](?!app[\\/]main\.tsx)/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    // Whole pages are drawn, on a machine that may have much else to do.
    testTimeout: 20_000,
  },
}))
