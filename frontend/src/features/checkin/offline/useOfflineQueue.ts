import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/lib/session'
import { toast } from '@/lib/toast'
import { checkAttendance } from '../api/check-attendance'
import { OfflineQueue } from './queue'

const TRY_EVERY_MS = 10_000

/** The queue of whoever is signed in; sends what waits as soon as the server answers again. */
export function useOfflineQueue() {
  const { t } = useTranslation('checkin')
  const client = useQueryClient()
  const site = useMe()?.organisation.id ?? 'none'
  const queue = useMemo(() => new OfflineQueue(site, (attempt) => checkAttendance(attempt)), [site])
  const state = useSyncExternalStore(queue.subscribe, queue.snapshot)
  const waits = state.waiting > 0

  useEffect(() => {
    if (OfflineQueue.isPossible()) void queue.refresh()
  }, [queue])

  useEffect(() => {
    if (!waits) return
    const send = async () => {
      const { sent } = await queue.sendAll()
      if (sent === 0) return
      toast.done(t('offline.sent', { count: sent }))
      await client.invalidateQueries({ queryKey: ['records'] })
    }
    const timer = setInterval(() => void send(), TRY_EVERY_MS)
    const onOnline = () => void send()
    window.addEventListener('online', onOnline)
    if (navigator.onLine) void send()
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', onOnline)
    }
  }, [waits, queue, client, t])

  return { queue, state }
}
