import { useEffect, useState } from 'react'
import { isoDay } from '@/lib/format'

const LOOK_MS = 30_000

/** The browser's own day; a page that stays open turns over at midnight. */
export function useToday(): string {
  const [today, setToday] = useState(() => isoDay(new Date()))
  useEffect(() => {
    const timer = setInterval(() => setToday(isoDay(new Date())), LOOK_MS)
    return () => clearInterval(timer)
  }, [])
  return today
}
