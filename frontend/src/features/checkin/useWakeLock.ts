import { useEffect } from 'react'
import { useDocumentVisibility } from '@mantine/hooks'

/** Keeps the screen on while the page is shown, where the browser lets it. */
export function useWakeLock() {
  const visibility = useDocumentVisibility()
  useEffect(() => {
    if (visibility !== 'visible' || !('wakeLock' in navigator)) return
    let gone = false
    let lock: WakeLockSentinel | null = null
    navigator.wakeLock.request('screen').then(
      (held) => {
        if (gone) void held.release()
        else lock = held
      },
      // On a low battery the browser says no: the screen then goes out as it always does.
      () => {},
    )
    return () => {
      gone = true
      void lock?.release()
    }
  }, [visibility])
}
