import type { ComponentType } from 'react'
import { type RouteObject, createBrowserRouter } from 'react-router'
import { AppLayout } from './AppLayout'
import { Home } from './Home'
import { NotFoundPage } from './NotFoundPage'
import { PageFault } from './PageFault'
import { PLACES, type Place } from './places'
import { RequirePermission } from './RequirePermission'
import { RequireSession } from './RequireSession'
import { Starting } from './Starting'

// Each page is a chunk of its own, fetched when it is first visited.
function routeOf({ path, needs, page }: Place): RouteObject {
  return {
    path,
    lazy: async () => {
      const Page: ComponentType = await page()
      return {
        element: (
          <RequirePermission needs={needs}>
            <Page />
          </RequirePermission>
        ),
      }
    },
  }
}

const OPEN: RouteObject[] = [
  {
    path: '/login',
    lazy: async () => ({
      Component: (await import('@/features/session/components/LoginPage')).LoginPage,
    }),
  },
]

export const router = createBrowserRouter([
  {
    ErrorBoundary: PageFault,
    HydrateFallback: Starting,
    children: [
      ...OPEN,
      {
        Component: RequireSession,
        children: [
          ...PLACES.filter(({ bare }) => bare).map(routeOf),
          {
            Component: AppLayout,
            children: [
              {
                ErrorBoundary: PageFault,
                children: [
                  { index: true, Component: Home },
                  ...PLACES.filter(({ bare }) => !bare).map(routeOf),
                  { path: '*', Component: NotFoundPage },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
])
