import { Suspense, lazy, useEffect, useState } from 'react'
import { onFirstToast } from '@/lib/toast'

const ToastShelf = lazy(async () => ({ default: (await import('./ToastShelf')).ToastShelf }))

/** Nothing until there is something to say. */
export function Toasts() {
  const [needed, setNeeded] = useState(false)
  useEffect(() => onFirstToast(() => setNeeded(true)), [])
  if (!needed) return null
  return (
    <Suspense>
      <ToastShelf />
    </Suspense>
  )
}
