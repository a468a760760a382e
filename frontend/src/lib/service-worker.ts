import { useSyncExternalStore } from 'react'

/**
 * Whether the page itself is kept for use without the network: `refused` where the browser does not trust the
 * certificate, `impossible` where it knows no service workers or the address is not https.
 */
export type OfflineState = 'starting' | 'ready' | 'refused' | 'impossible'

let state: OfflineState = 'starting'
const listeners = new Set<() => void>()

function become(next: OfflineState) {
  state = next
  for (const listener of listeners) listener()
}

/** Keeps the files of the page, never an answer of the API. A new version takes over at the next visit. */
export async function keepShell(): Promise<void> {
  if (!('serviceWorker' in navigator) || !window.isSecureContext) return become('impossible')
  try {
    await navigator.serviceWorker.register('/sw.js')
    await navigator.serviceWorker.ready
    become('ready')
  } catch {
    become('refused')
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useOfflineShell = (): OfflineState => useSyncExternalStore(subscribe, () => state)
