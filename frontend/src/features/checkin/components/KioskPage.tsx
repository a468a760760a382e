import { useEffect, useState } from 'react'
import { Button, VisuallyHidden } from '@mantine/core'
import { IconCamera } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LiveRegion } from '@/components/LiveRegion'
import { LiveCamera } from '@/components/camera/LiveCamera'
import { useEstimatesNotice } from '@/hooks/useEstimatesNotice'
import { useDevice } from '../device'
import { spoken } from '../outcome'
import { useCameraCheckIn } from '../useCameraCheckIn'
import { useWakeLock } from '../useWakeLock'
import { KioskBar } from './KioskBar'
import classes from './KioskPage.module.css'
import { KioskResult } from './KioskResult'
import { OperatorPanel } from './OperatorPanel'

/** The door's page: the camera over the whole screen, one big state, and nothing that a visitor could change. */
export function KioskPage() {
  const { t } = useTranslation('checkin')
  const { device, change } = useDevice()
  const [ready, setReady] = useState(false)
  const { camera, state, checking, checkCamera, onFaces, blind, reset, offline } = useCameraCheckIn(
    device,
    device.automatic,
  )
  const told = useEstimatesNotice()
  useWakeLock()

  useEffect(() => {
    document.title = `${t('kiosk.title')} · Rollcall`
  }, [t])

  return (
    <main className={classes.kiosk} data-operator={device.operator}>
      <VisuallyHidden component="h1">{t('kiosk.title')}</VisuallyHidden>
      <KioskBar device={device} onChange={change} offline={offline} />
      <div className={classes.stage}>
        <LiveCamera ref={camera} fill looking={!checking} onFaces={onFaces} onReady={setReady} />
        {told && (
          <p className={classes.told} dir="auto">
            {told}
          </p>
        )}
        <KioskResult state={state} onReset={reset} />
        {ready && (blind || !device.automatic) && state.phase === 'ready' && (
          <Button
            className={classes.shutter}
            data-blind={blind}
            size="xl"
            leftSection={<IconCamera size={28} />}
            onClick={() => void checkCamera()}
          >
            {t('submit')}
          </Button>
        )}
      </div>
      {device.operator && <OperatorPanel state={state} />}
      <LiveRegion
        words={
          state.phase === 'shown'
            ? spoken(state.outcome)
            : state.phase === 'checking'
              ? t('checking')
              : ''
        }
      />
    </main>
  )
}
