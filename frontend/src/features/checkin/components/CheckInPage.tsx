import { useCallback, useRef, useState } from 'react'
import { Button, SegmentedControl, Stack, Switch } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconCamera, IconPhoto } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LiveRegion } from '@/components/LiveRegion'
import { Page } from '@/components/Page'
import { type CameraHandle, LiveCamera } from '@/components/camera/LiveCamera'
import type { LiveFaces } from '@/components/camera/useLiveFaces'
import { BoxedPicture } from '@/components/picture/BoxedPicture'
import { PictureDrop } from '@/components/picture/PictureDrop'
import { mayCapture } from '../auto-capture'
import { spoken } from '../outcome'
import { useCheckIn } from '../useCheckIn'
import classes from './CheckInPage.module.css'
import { ResultPanel } from './ResultPanel'

type Way = 'camera' | 'picture'

export function CheckInPage() {
  const { t } = useTranslation('checkin')
  const [way, setWay] = useState<Way>('camera')
  const [automatic, setAutomatic] = useLocalStorage({
    key: 'rollcall-automatic-check-in',
    defaultValue: true,
  })
  const [ready, setReady] = useState(false)
  const [picture, setPicture] = useState<File | null>(null)
  const camera = useRef<CameraHandle>(null)
  const { state, check, reset, setHeld, lastRef, faceLeft } = useCheckIn()

  const checkCamera = useCallback(
    () =>
      check(() => camera.current?.shoot() ?? Promise.reject(new Error('The camera is not open.'))),
    [check],
  )

  const checking = state.phase === 'checking'
  const onFaces = useCallback(
    ({ placement, steady }: LiveFaces) => {
      if (placement === 'none') faceLeft()
      const last = lastRef.current
      if (mayCapture({ enabled: automatic, steady, checking, last, nowMs: performance.now() })) {
        void checkCamera()
      }
    },
    [automatic, checking, checkCamera, faceLeft, lastRef],
  )

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
        <SegmentedControl
          aria-label={t('how')}
          value={way}
          onChange={chooseWay}
          data={[
            { value: 'camera', label: t('by_camera') },
            { value: 'picture', label: t('by_picture') },
          ]}
        />
      }
    >
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
                  checked={automatic}
                  onChange={(event) => setAutomatic(event.currentTarget.checked)}
                />
              </>
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
