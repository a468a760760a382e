import { type RouteObject, createBrowserRouter } from 'react-router'
import { enterRooms } from '@/lib/i18n'
import { AppLayout } from './AppLayout'
import { Home } from './Home'
import { NotFoundPage } from './NotFoundPage'
import { PageFault } from './PageFault'
import type { Place } from './place'
import { PLACES } from './places'
import { RequirePermission } from './RequirePermission'
import { RequireSession } from './RequireSession'
import { Starting } from './Starting'

// Each page is a chunk of its own, fetched when it is first visited.
function routeOf({ path, needs, page, rooms }: Place): RouteObject {
  return {
    path,
    lazy: async () => {
      const [Page] = await Promise.all([page(), enterRooms(...rooms)])
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
    lazy: async () => {
      const [{ LoginPage }] = await Promise.all([
        import('@/features/session/components/LoginPage'),
        enterRooms('session'),
      ])
      return { Component: LoginPage }
    },
  },
  {
    path: '/invite/:token',
    lazy: async () => {
      const [{ InvitePage }] = await Promise.all([
        import('@/features/session/components/InvitePage'),
        enterRooms('session'),
      ])
      return { Component: InvitePage }
    },
  },
  {
    path: '/password-reset/:token?',
    lazy: async () => {
      const [{ ResetPage }] = await Promise.all([
        import('@/features/session/components/ResetPage'),
        enterRooms('session'),
      ])
      return { Component: ResetPage }
    },
  },
]

const ROUTES: RouteObject[] = [
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
]

/** Starts to fetch the page of the address at once: the words of the frame must be there before. */
export const startRouter = () => createBrowserRouter(ROUTES)
