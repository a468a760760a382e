import type { ReactNode } from 'react'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { newQueryClient } from '@/lib/query-client'

/** Draws a page as the app would, at an address of a router in memory. */
export function show(
  page: ReactNode,
  at: { pathname: string; search?: string; state?: unknown } = { pathname: '/' },
) {
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={newQueryClient()}>
        <MemoryRouter initialEntries={[at]}>{page}</MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  )
}

export const aPicture = (name = 'me.jpg') =>
  new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])], name, { type: 'image/jpeg' })

/** Hands files to the page's file chooser. */
export function choose(container: HTMLElement, ...files: File[]) {
  const input = container.querySelector('input[type=file]')
  if (!(input instanceof HTMLInputElement)) throw new Error('the page has no file chooser')
  Object.defineProperty(input, 'files', { value: files, configurable: true })
  input.dispatchEvent(new Event('change', { bubbles: true }))
}
