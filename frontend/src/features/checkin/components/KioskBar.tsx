import { useState } from 'react'
import { ActionIcon } from '@mantine/core'
import { IconCloudOff, IconCloudUp, IconSettings } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNetwork } from '@mantine/hooks'
import { hourAndMinute } from '@/lib/format'
import { useMay } from '@/lib/session'
import { useOpenSessions } from '../api/open-sessions'
import type { Device } from '../device'
import type { useOfflineQueue } from '../offline/useOfflineQueue'
import { useClock } from '../useClock'
import classes from './KioskBar.module.css'
import { KioskSettings } from './KioskSettings'

/** What a visitor may know: the time, the session, and whether anything waits for the network. */
export function KioskBar({
  device,
  onChange,
  offline,
}: {
  device: Device
  onChange: (changes: Partial<Device>) => void
  offline: ReturnType<typeof useOfflineQueue>
}) {
  const { t } = useTranslation('checkin')
  const now = useClock()
  const { online } = useNetwork()
  const [opened, setOpened] = useState(false)
  const may = useMay()
  const { waiting, refused } = offline.state
  return (
    <header className={classes.bar}>
      <span className={classes.clock}>
        <time dateTime={now.toISOString()}>{hourAndMinute(now.toISOString())}</time>
      </span>
      {may('sessions.read') && <SessionName id={device.sessionId} />}
      <span className={classes.signs}>
        {!online && (
          <span className={classes.sign} data-tone="warn">
            <IconCloudOff size={20} aria-hidden /> {t('offline.no_network')}
          </span>
        )}
        {waiting + refused > 0 && (
          <span className={classes.sign} role="status">
            <IconCloudUp size={20} aria-hidden /> {t('offline.count', { count: waiting + refused })}
          </span>
        )}
      </span>
      <ActionIcon
        className={classes.settings}
        onClick={() => setOpened(true)}
        aria-label={t('kiosk.settings')}
        title={t('kiosk.settings')}
      >
        <IconSettings size={24} />
      </ActionIcon>
      <KioskSettings
        opened={opened}
        onClose={() => setOpened(false)}
        device={device}
        onChange={onChange}
        offline={offline}
      />
    </header>
  )
}

function SessionName({ id }: { id: string | null }) {
  const open = useOpenSessions()
  const session = open.data?.sessions.find((one) => one.id === id)
  if (!session) return null
  return (
    <span className={classes.session} dir="auto">
      {[session.name, session.group_name].filter(Boolean).join(' · ')}
    </span>
  )
}
