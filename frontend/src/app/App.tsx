import { useEffect, useState } from 'react'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from 'react-router'
import { SESSION_KEY } from '@/features/session/api/session'
import { onSignedOut } from '@/lib/api-client'
import { newQueryClient } from '@/lib/query-client'
import { router } from './router'
import { theme } from './theme'

export function App() {
  const [client] = useState(newQueryClient)
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
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}
