import { type ReactNode, type Ref, useEffect, useImperativeHandle } from 'react'
import { ActionIcon, Button, Loader, Text } from '@mantine/core'
import { IconCameraRotate, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { FaceBoxes } from '@/components/face/FaceBoxes'
import { Notice } from '@/components/Notice'
import { SHOT_WIDTH } from '@/config/limits'
import { useCamera } from '@/hooks/useCamera'
import { grabFrame } from '@/lib/camera'
import { t } from '@/lib/i18n'
import classes from './LiveCamera.module.css'
import { type LiveFaces, useLiveFaces } from './useLiveFaces'

const SHOT_QUALITY = 0.92
/** An answer that takes longer is waited for with a living picture. */
const SHUTTER_MS = 800

export type CameraHandle = {
  /** The frame of this moment, unmirrored, as a JPEG: within `onFaces` the very one that it was told of. */
  shoot(): Promise<Blob>
}

/**
 * The camera with a box around each face and a hint of what to change. It looks for faces only while
 * `looking`; `onFaces` hears of every answer, `onReady` whether a shot can be taken.
 */
export function LiveCamera({
  ref,
  looking,
  anyPose = false,
  fill = false,
  onFaces,
  onReady,
  instead,
}: {
  ref: Ref<CameraHandle>
  looking: boolean
  /** Shots that ask for a turned head: where the face looks is then nobody's fault. */
  anyPose?: boolean
  /** Fills its parent, cutting the picture, instead of showing all of it. */
  fill?: boolean
  /** Called once a frame, before it is drawn, and where the frame could not be looked at. */
  onFaces?: (faces: LiveFaces) => void
  onReady?: (ready: boolean) => void
  /** Offered beside "try again" where the camera does not start. */
  instead?: ReactNode
}) {
  useTranslation()
  const { videoRef, state, canSwitch, switchCamera, retry } = useCamera()
  const isLive = state.kind === 'live'
  const { live: faces, shoot } = useLiveFaces(videoRef, isLive && looking, anyPose, onFaces)

  useImperativeHandle(
    ref,
    () => ({
      shoot: async () => {
        const seen = await shoot(SHOT_WIDTH, SHOT_QUALITY)?.catch(() => null)
        if (seen) return seen
        if (!videoRef.current) throw new Error('The camera is not open.')
        return grabFrame(videoRef.current, SHOT_WIDTH, SHOT_QUALITY)
      },
    }),
    [videoRef, shoot],
  )

  useEffect(() => onReady?.(isLive), [isLive, onReady])

  // The picture that was taken stands still for a moment, as with a shutter. A machine that is kiosk and server
  // in one has its processors for the answer meanwhile, instead of for drawing frames that nobody looks at.
  useEffect(() => {
    const video = videoRef.current
    if (!isLive || looking || !video) return
    const goOn = () => void video.play().catch(() => {})
    video.pause()
    const timer = setTimeout(goOn, SHUTTER_MS)
    return () => {
      clearTimeout(timer)
      goOn()
    }
  }, [isLive, looking, videoRef])

  if (state.kind === 'fault') {
    return (
      <div className={classes.fault} data-fill={fill}>
        <Notice tone="warning" title={t(`camera.fault.${state.fault}.title`)}>
          <Text size="sm">{t(`camera.fault.${state.fault}.remedy`)}</Text>
          <div className={classes.actions}>
            {state.fault !== 'insecure' && (
              <Button variant="default" leftSection={<IconRefresh size={18} />} onClick={retry}>
                {t('camera.retry')}
              </Button>
            )}
            {instead}
          </div>
        </Notice>
      </div>
    )
  }

  const hint = hintOf(isLive, looking, faces)
  return (
    <div
      className={classes.stage}
      data-fill={fill}
      style={isLive && !fill ? { aspectRatio: `${state.width} / ${state.height}` } : undefined}
    >
      <div className={classes.mirror} data-mirrored={isLive && state.mirrored}>
        <video
          ref={videoRef}
          className={classes.video}
          muted
          playsInline
          aria-label={t('camera.video')}
        />
        {faces.result && (
          <FaceBoxes
            image={faces.result.image}
            cut={fill}
            boxes={faces.result.faces.map((face) => ({
              box: face.box,
              tone: faces.placement === 'good' ? 'good' : 'plain',
            }))}
          />
        )}
      </div>
      {!isLive && (
        <div className={classes.starting}>
          <Loader color="white" size="sm" />
        </div>
      )}
      {hint && (
        <p className={classes.hint} data-placement={faces.placement ?? 'unknown'}>
          {hint}
        </p>
      )}
      {isLive && canSwitch && (
        <ActionIcon
          className={classes.switch}
          size={44}
          radius="xl"
          variant="filled"
          color="dark"
          onClick={switchCamera}
          aria-label={t('camera.switch')}
          title={t('camera.switch')}
        >
          <IconCameraRotate size={22} />
        </ActionIcon>
      )}
    </div>
  )
}

function hintOf(isLive: boolean, looking: boolean, faces: LiveFaces): string | null {
  if (!isLive) return t('camera.starting')
  if (!looking) return null
  if (faces.failing) return t('camera.no_live_box')
  return faces.placement ? t(`camera.hint.${faces.placement}`) : t('camera.looking')
}
