import { useCallback, useRef, useState } from 'react'
import { Button, Group, Switch } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconCamera, IconCheck, IconPhoto } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LiveRegion } from '@/components/LiveRegion'
import { type CameraHandle, LiveCamera } from '@/components/camera/LiveCamera'
import type { LiveFaces } from '@/components/camera/useLiveFaces'
import { ENOUGH_POSES, POSES, type PoseName, nextPose, poseFits } from '../poses'
import classes from './GuidedCamera.module.css'

/** A shot at a time: the next view needs a moment, so that one turn of the head is not taken twice. */
const BETWEEN_SHOTS_MS = 900

/** Asks for one view after the other and takes each by itself as soon as the head is held that way. */
export function GuidedCamera({
  taken,
  full,
  onShot,
  onFilesInstead,
}: {
  taken: readonly (PoseName | null)[]
  full: boolean
  onShot: (file: File, pose: PoseName | null) => void
  onFilesInstead: () => void
}) {
  const { t } = useTranslation('people')
  const [ready, setReady] = useState(false)
  const [guided, setGuided] = useLocalStorage({ key: 'rollcall-guided', defaultValue: true })
  const camera = useRef<CameraHandle>(null)
  const lastShotRef = useRef(-BETWEEN_SHOTS_MS)
  const wanted = full ? null : nextPose(taken)
  const count = taken.length

  const take = useCallback(
    async (pose: PoseName | null) => {
      lastShotRef.current = performance.now()
      const blob = await camera.current?.shoot()
      if (blob) onShot(new File([blob], `shot-${count + 1}.jpg`, { type: blob.type }), pose)
    },
    [onShot, count],
  )

  const onFaces = useCallback(
    ({ result, steady }: LiveFaces) => {
      const [face] = result?.faces ?? []
      if (!guided || !wanted || !steady || !face || !poseFits(wanted, face.pose)) return
      if (performance.now() - lastShotRef.current < BETWEEN_SHOTS_MS) return
      void take(wanted)
    },
    [guided, wanted, take],
  )

  return (
    <>
      <ol className={classes.poses}>
        {POSES.map((pose, i) => {
          const done = taken.includes(pose)
          return (
            <li
              key={pose}
              data-done={done}
              aria-current={pose === wanted ? 'step' : undefined}
              className={classes.pose}
            >
              {done ? <IconCheck size={18} aria-hidden /> : <span aria-hidden>{i + 1}</span>}
              {t(`pose.${pose}.name`)}
              {done && <span className={classes.hidden}>{t('pose.taken')}</span>}
            </li>
          )
        })}
      </ol>
      {ready && wanted && (
        <p className={classes.ask}>
          {t(`pose.${wanted}.ask`)}
          {count >= ENOUGH_POSES && <span className={classes.more}> {t('pose.enough')}</span>}
        </p>
      )}
      <LiveCamera
        ref={camera}
        anyPose
        looking={!full}
        onFaces={onFaces}
        onReady={setReady}
        instead={
          <Button variant="default" leftSection={<IconPhoto size={18} />} onClick={onFilesInstead}>
            {t('shots.pictures_instead')}
          </Button>
        }
      />
      {ready && (
        <Group justify="space-between" gap="sm">
          <Button
            variant="light"
            leftSection={<IconCamera size={20} />}
            disabled={full}
            onClick={() => void take(wanted)}
          >
            {t('shots.take')}
          </Button>
          <Switch
            label={t('pose.by_itself')}
            checked={guided}
            onChange={(event) => setGuided(event.currentTarget.checked)}
          />
        </Group>
      )}
      <LiveRegion words={ready && wanted ? t(`pose.${wanted}.ask`) : ''} />
    </>
  )
}
