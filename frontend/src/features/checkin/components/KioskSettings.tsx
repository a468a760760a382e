import { type FormEvent, type ReactNode, useState } from 'react'
import { Button, Group, Modal, PasswordInput, SegmentedControl, Stack, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { LanguageSelect } from '@/components/LanguageSelect'
import { ProblemNotice } from '@/components/ProblemNotice'
import { asApiProblem } from '@/lib/api-problem'
import { useUnlockKiosk } from '../api/unlock-kiosk'
import type { Device } from '../device'
import type { useOfflineQueue } from '../offline/useOfflineQueue'
import { OfflineNotice } from './OfflineNotice'
import { SessionSelect } from './SessionSelect'

type Props = {
  opened: boolean
  onClose: () => void
  device: Device
  onChange: (changes: Partial<Device>) => void
  offline: ReturnType<typeof useOfflineQueue>
}

/** Behind the site's PIN: what this device does, and the way out of the kiosk. */
export function KioskSettings(props: Props) {
  const { t } = useTranslation(['checkin', 'common'])
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('kiosk.settings')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {/* Closed, it forgets that it was unlocked. */}
      <Locked>
        <Inside {...props} />
      </Locked>
    </Modal>
  )
}

function Locked({ children }: { children: ReactNode }) {
  const { t } = useTranslation('checkin')
  const [pin, setPin] = useState('')
  const unlock = useUnlockKiosk()
  if (unlock.isSuccess) return <>{children}</>
  const wrong = unlock.isError && asApiProblem(unlock.error).code === 'pin_wrong'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    unlock.mutate(pin, { onSettled: () => setPin('') })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <PasswordInput
          label={t('kiosk.pin')}
          description={t('kiosk.pin_hint')}
          inputMode="numeric"
          autoComplete="off"
          data-autofocus
          error={wrong && t('kiosk.pin_wrong')}
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value)}
        />
        {unlock.isError && !wrong && <ProblemNotice error={unlock.error} />}
        <Button type="submit" loading={unlock.isPending}>
          {t('kiosk.unlock')}
        </Button>
      </Stack>
    </form>
  )
}

function Inside({ device, onChange, onClose, offline }: Props) {
  const { t } = useTranslation('checkin')
  return (
    <Stack gap="md">
      <OfflineNotice offline={offline} />
      <SessionSelect device={device} onChange={onChange} />
      <SegmentedControl
        fullWidth
        aria-label={t('kiosk.direction')}
        value={device.direction ?? 'auto'}
        onChange={(value) =>
          onChange({ direction: value === 'in' || value === 'out' ? value : null })
        }
        data={[
          { value: 'auto', label: t('kiosk.direction_auto') },
          { value: 'in', label: t('kiosk.direction_in') },
          { value: 'out', label: t('kiosk.direction_out') },
        ]}
      />
      <Switch
        label={t('automatic')}
        checked={device.automatic}
        onChange={(event) => onChange({ automatic: event.currentTarget.checked })}
      />
      <Switch
        label={t('kiosk.operator')}
        checked={device.operator}
        onChange={(event) => onChange({ operator: event.currentTarget.checked })}
      />
      <LanguageSelect />
      <Group>
        {document.fullscreenEnabled && (
          <Button variant="default" onClick={() => void toggleFullScreen()}>
            {t('kiosk.full_screen')}
          </Button>
        )}
        <Button component={Link} to="/" variant="default">
          {t('kiosk.leave')}
        </Button>
        <Button onClick={onClose}>{t('kiosk.go_on')}</Button>
      </Group>
    </Stack>
  )
}

const toggleFullScreen = () =>
  document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen()
