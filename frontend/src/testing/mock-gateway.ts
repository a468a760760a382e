import { Readable } from 'node:stream'
import type { Plugin } from 'vite'

/** Answers the gateway's paths in Vite's dev server from the same fakes that the tests use. */
export function mockGateway(): Plugin {
  return {
    name: 'rollcall-mock-gateway',
    apply: 'serve',
    async configureServer(server) {
      const { getResponse } = await import('msw')
      const { fakeGateway } = (await server.ssrLoadModule(
        '/src/testing/fake-gateway.ts',
      )) as typeof import('./fake-gateway')
      const handlers = fakeGateway()
      server.middlewares.use((incoming, outgoing, next) => {
        const path = incoming.url ?? '/'
        if (!path.startsWith('/api/')) return next()
        const method = incoming.method ?? 'GET'
        const hasBody = method !== 'GET' && method !== 'HEAD' && method !== 'DELETE'
        const request = new Request(`http://mock${path}`, {
          method,
          headers: incoming.headers as Record<string, string>,
          ...(hasBody ? { body: Readable.toWeb(incoming) as BodyInit, duplex: 'half' } : {}),
        } as RequestInit)
        const answer = async () => {
          const response = await getResponse(handlers, request)
          if (!response) return next()
          outgoing.writeHead(response.status, Object.fromEntries(response.headers))
          outgoing.end(Buffer.from(await response.arrayBuffer()))
        }
        answer().catch(next)
      })
    },
  }
}
