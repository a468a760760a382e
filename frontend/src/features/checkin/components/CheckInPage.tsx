import { useState } from 'react'
import { Button, SegmentedControl, Stack, Switch, Text } from '@mantine/core'
import { IconCamera, IconDeviceDesktop, IconPhoto } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { LiveRegion } from '@/components/LiveRegion'
import { Page } from '@/components/Page'
import { LiveCamera } from '@/components/camera/LiveCamera'
import { BoxedPicture } from '@/components/picture/BoxedPicture'
import { PictureDrop } from '@/components/picture/PictureDrop'
import { useEstimatesNotice } from '@/hooks/useEstimatesNotice'
import { useDevice } from '../device'
import { spoken } from '../outcome'
import { useCameraCheckIn } from '../useCameraCheckIn'
import classes from './CheckInPage.module.css'
import { OfflineNotice } from './OfflineNotice'
import { ResultPanel } from './ResultPanel'
import { SessionSelect } from './SessionSelect'

type Way = 'camera' | 'picture'

/** The desk's page: by camera or by picture, with the figures behind each decision within reach. */
export function CheckInPage() {
  const { t } = useTranslation('checkin')
  const [way, setWay] = useState<Way>('camera')
  const { device, change } = useDevice()
  const told = useEstimatesNotice()
  const [ready, setReady] = useState(false)
  const [picture, setPicture] = useState<File | null>(null)
  const { camera, state, checking, check, checkCamera, onFaces, reset, setHeld, offline } =
    useCameraCheckIn(device, device.automatic)

  const chooseWay = (next: string) => {
    setWay(next === 'picture' ? 'picture' : 'camera')
    reset()
  }
  const face = state.phase === 'shown' ? state.outcome.face : null

  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <div className={classes.actions}>
          <SegmentedControl
            aria-label={t('how')}
            value={way}
            onChange={chooseWay}
            data={[
              { value: 'camera', label: t('by_camera') },
              { value: 'picture', label: t('by_picture') },
            ]}
          />
          <Button
            component={Link}
            to="/kiosk"
            variant="default"
            leftSection={<IconDeviceDesktop size={20} aria-hidden />}
          >
            {t('kiosk.open')}
          </Button>
        </div>
      }
    >
      <OfflineNotice offline={offline} />
      <div className={classes.columns}>
        {way === 'camera' ? (
          <Stack gap="md">
            <LiveCamera
              ref={camera}
              looking={!checking}
              onFaces={onFaces}
              onReady={setReady}
              instead={
                <Button
                  variant="default"
                  leftSection={<IconPhoto size={18} />}
                  onClick={() => chooseWay('picture')}
                >
                  {t('use_picture')}
                </Button>
              }
            />
            {ready && (
              <>
                <Button
                  size="lg"
                  leftSection={<IconCamera size={22} />}
                  loading={checking}
                  onClick={() => void checkCamera()}
                >
                  {t('submit')}
                </Button>
                <Switch
                  label={t('automatic')}
                  checked={device.automatic}
                  onChange={(event) => change({ automatic: event.currentTarget.checked })}
                />
              </>
            )}
            <SessionSelect device={device} onChange={change} />
            {told && (
              <Text size="sm" c="dimmed" dir="auto">
                {told}
              </Text>
            )}
          </Stack>
        ) : (
          <Stack gap="md">
            {picture && state.phase !== 'ready' && (
              <BoxedPicture
                picture={picture}
                alt={t('chosen')}
                boxes={
                  face
                    ? [{ box: face.box, tone: face.decision === 'MATCHED' ? 'good' : 'bad' }]
                    : []
                }
              />
            )}
            <PictureDrop
              disabled={checking}
              onPictures={([chosen]) => {
                if (!chosen) return
                setPicture(chosen)
                void check(() => Promise.resolve(chosen))
              }}
            />
          </Stack>
        )}
        <ResultPanel state={state} onReset={reset} onHold={setHeld} />
      </div>
      <LiveRegion
        words={
          state.phase === 'shown'
            ? spoken(state.outcome)
            : state.phase === 'checking'
              ? t('checking')
              : ''
        }
      />
    </Page>
  )
}
