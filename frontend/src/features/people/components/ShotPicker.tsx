import { useRef, useState } from 'react'
import { Button, SegmentedControl, Stack } from '@mantine/core'
import { IconCamera, IconPhoto } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LiveRegion } from '@/components/LiveRegion'
import { Notice } from '@/components/Notice'
import { type CameraHandle, LiveCamera } from '@/components/camera/LiveCamera'
import { PictureDrop } from '@/components/picture/PictureDrop'
import { MAX_SHOTS } from '@/config/limits'
import type { Rejections } from '../rejections'
import type { Shot } from '../useShots'
import { ShotList } from './ShotList'

/** Collects shots from the camera or from files, and shows what was wrong with each. */
export function ShotPicker({
  shots,
  rejections,
  onAdd,
  onRemove,
}: {
  shots: readonly Shot[]
  rejections: Rejections
  onAdd: (files: readonly File[]) => void
  onRemove: (id: number) => void
}) {
  const { t } = useTranslation('people')
  const [source, setSource] = useState<'camera' | 'files'>('camera')
  const [ready, setReady] = useState(false)
  const camera = useRef<CameraHandle>(null)
  const full = shots.length >= MAX_SHOTS

  const takeShot = async () => {
    const blob = await camera.current?.shoot()
    if (blob) onAdd([new File([blob], `shot-${shots.length + 1}.jpg`, { type: blob.type })])
  }

  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label={t('shots.how')}
        value={source}
        onChange={(value) => setSource(value === 'files' ? 'files' : 'camera')}
        data={[
          { value: 'camera', label: t('shots.camera') },
          { value: 'files', label: t('shots.files') },
        ]}
      />
      {source === 'camera' ? (
        <>
          <LiveCamera
            ref={camera}
            looking={!full}
            onReady={setReady}
            instead={
              <Button
                variant="default"
                leftSection={<IconPhoto size={18} />}
                onClick={() => setSource('files')}
              >
                {t('shots.pictures_instead')}
              </Button>
            }
          />
          {ready && (
            <Button
              variant="light"
              leftSection={<IconCamera size={20} />}
              disabled={full}
              onClick={() => void takeShot()}
            >
              {t('shots.take')}
            </Button>
          )}
        </>
      ) : (
        <PictureDrop multiple disabled={full} onPictures={onAdd} />
      )}
      {full && <Notice tone="info" title={t('shots.full', { most: MAX_SHOTS })} />}
      <ShotList shots={shots} rejections={rejections} onRemove={onRemove} />
      <LiveRegion words={shots.length > 0 ? t('shots.taken', { number: shots.length }) : ''} />
    </Stack>
  )
}
