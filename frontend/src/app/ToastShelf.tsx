import '@mantine/notifications/styles.layer.css'
import { useEffect } from 'react'
import { Notifications, notifications } from '@mantine/notifications'
import { t } from '@/lib/i18n'
import { attachShelf } from '@/lib/toast'

const READABLE_MS = 6_000

/** Fetched with the first toast. */
export function ToastShelf() {
  useEffect(
    () =>
      attachShelf(({ tone, title, message }) =>
        notifications.show({
          title,
          message,
          color: tone === 'done' ? 'green.9' : 'red.9',
          autoClose: tone === 'done' && READABLE_MS,
          role: tone === 'done' ? 'status' : 'alert',
          closeButtonProps: { 'aria-label': t('dismiss') },
        }),
      ),
    [],
  )
  return <Notifications position="bottom-center" />
}
