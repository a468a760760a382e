import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { hourAndMinute } from '@/lib/format'
import { useMay } from '@/lib/session'
import { useOpenSessions } from '../api/open-sessions'
import type { Device } from '../device'

/** For which session this device checks people in. Nothing where there is no choice. */
export function SessionSelect({
  device,
  onChange,
}: {
  device: Device
  onChange: (changes: Partial<Device>) => void
}) {
  const may = useMay()
  return may('sessions.read') ? <Choice device={device} onChange={onChange} /> : null
}

function Choice({
  device,
  onChange,
}: {
  device: Device
  onChange: (changes: Partial<Device>) => void
}) {
  const { t } = useTranslation('checkin')
  const open = useOpenSessions()
  const sessions = open.data?.sessions ?? []
  const isKnown = sessions.some(({ id }) => id === device.sessionId)
  if (sessions.length === 0 && device.sessionId === null) return null
  return (
    <NativeSelect
      label={t('session.label')}
      value={device.sessionId ?? ''}
      onChange={(event) => onChange({ sessionId: event.currentTarget.value || null })}
      data={[
        { value: '', label: t('session.any') },
        ...(device.sessionId && !isKnown
          ? [{ value: device.sessionId, label: t('session.closed') }]
          : []),
        ...sessions.map(({ id, name, group_name, starts_at, time_zone }) => ({
          value: id,
          label: `${[name, group_name].filter(Boolean).join(' · ')} (${hourAndMinute(starts_at, time_zone)})`,
        })),
      ]}
    />
  )
}
