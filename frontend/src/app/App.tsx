import { useEffect, useState } from 'react'
import { DirectionProvider, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from 'react-router'
import { onSignedOut } from '@/lib/api-client'
import { currentLanguage, directionOf } from '@/lib/i18n'
import { newQueryClient } from '@/lib/query-client'
import { SESSION_KEY } from '@/lib/session'
import { startRouter } from './router'
import { theme } from './theme'
import { Toasts } from './Toasts'

export function App() {
  const [client] = useState(newQueryClient)
  const [router] = useState(startRouter)
  // A 401 anywhere may mean that the session ended: ask who is signed in, and the guard does the rest.
  useEffect(
    () =>
      onSignedOut(() => {
        if (client.isFetching({ queryKey: SESSION_KEY }) === 0) {
          void client.invalidateQueries({ queryKey: SESSION_KEY })
        }
      }),
    [client],
  )
  return (
    <DirectionProvider initialDirection={directionOf(currentLanguage())}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <Toasts />
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  )
}
