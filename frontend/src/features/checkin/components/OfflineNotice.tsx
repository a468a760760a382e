import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from '@/components/Notice'
import type { useOfflineQueue } from '../offline/useOfflineQueue'

/** What waits on this device, counted, and what to do with what the server would not have. */
export function OfflineNotice({
  offline: { queue, state },
}: {
  offline: ReturnType<typeof useOfflineQueue>
}) {
  const { t } = useTranslation('checkin')
  if (state.waiting === 0 && state.refused === 0) return null
  return (
    <Notice
      tone={state.full || state.refused > 0 ? 'warning' : 'info'}
      title={t('offline.waiting', { count: state.waiting })}
    >
      <Text size="sm">{state.full ? t('offline.full') : t('offline.lead')}</Text>
      {state.refused > 0 && <Text size="sm">{t('offline.refused', { count: state.refused })}</Text>}
      <Group mt="sm" gap="sm">
        {state.waiting > 0 && (
          <Button variant="default" loading={state.sending} onClick={() => void queue.sendAll()}>
            {t('offline.send')}
          </Button>
        )}
        {state.refused > 0 && (
          <Button variant="default" onClick={() => void queue.dropRefused()}>
            {t('offline.drop')}
          </Button>
        )}
      </Group>
    </Notice>
  )
}
