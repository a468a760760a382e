import { createBrowserRouter } from 'react-router'
import { AppLayout } from './AppLayout'
import { NotFoundPage } from './NotFoundPage'
import { PageFault } from './PageFault'
import { RequireSession } from './RequireSession'
import { Starting } from './Starting'

// Each page is a chunk of its own, fetched when it is first visited.
export const router = createBrowserRouter([
  {
    ErrorBoundary: PageFault,
    HydrateFallback: Starting,
    children: [
      {
        path: '/login',
        lazy: async () => ({
          Component: (await import('@/features/session/components/LoginPage')).LoginPage,
        }),
      },
      {
        Component: RequireSession,
        children: [
          {
            Component: AppLayout,
            children: [
              {
                ErrorBoundary: PageFault,
                children: [
                  {
                    index: true,
                    lazy: async () => ({
                      Component: (await import('@/features/checkin/components/CheckInPage'))
                        .CheckInPage,
                    }),
                  },
                  {
                    path: '/people',
                    lazy: async () => ({
                      Component: (await import('@/features/people/components/PeoplePage'))
                        .PeoplePage,
                    }),
                  },
                  {
                    path: '/people/new',
                    lazy: async () => ({
                      Component: (await import('@/features/people/components/AddPersonPage'))
                        .AddPersonPage,
                    }),
                  },
                  {
                    path: '/people/:id',
                    lazy: async () => ({
                      Component: (await import('@/features/people/components/PersonPage'))
                        .PersonPage,
                    }),
                  },
                  {
                    path: '/records',
                    lazy: async () => ({
                      Component: (await import('@/features/records/components/RecordsPage'))
                        .RecordsPage,
                    }),
                  },
                  {
                    path: '/analyse',
                    lazy: async () => ({
                      Component: (await import('@/features/analyse/components/AnalysePage'))
                        .AnalysePage,
                    }),
                  },
                  {
                    path: '/settings',
                    lazy: async () => ({
                      Component: (await import('@/features/settings/components/SettingsPage'))
                        .SettingsPage,
                    }),
                  },
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
