import { useEffect, useState } from 'react'

const LOOK_MS = 5_000

/** The time of this device, for a clock that shows minutes. */
export function useClock(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), LOOK_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
