import { useState } from 'react'
import { SegmentedControl, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LiveRegion } from '@/components/LiveRegion'
import { Notice } from '@/components/Notice'
import { PictureDrop } from '@/components/picture/PictureDrop'
import { MAX_SHOTS } from '@/config/limits'
import type { PoseName } from '../poses'
import type { Rejections } from '../rejections'
import type { Shot } from '../useShots'
import { GuidedCamera } from './GuidedCamera'
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
  onAdd: (files: readonly File[], pose?: PoseName | null) => void
  onRemove: (id: number) => void
}) {
  const { t } = useTranslation('people')
  const [source, setSource] = useState<'camera' | 'files'>('camera')
  const full = shots.length >= MAX_SHOTS

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
        <GuidedCamera
          taken={shots.map(({ pose }) => pose)}
          full={full}
          onShot={(file, pose) => onAdd([file], pose)}
          onFilesInstead={() => setSource('files')}
        />
      ) : (
        <PictureDrop multiple disabled={full} onPictures={(files) => onAdd(files)} />
      )}
      {full && <Notice tone="info" title={t('shots.full', { most: MAX_SHOTS })} />}
      <ShotList shots={shots} rejections={rejections} onRemove={onRemove} />
      <LiveRegion words={shots.length > 0 ? t('shots.taken', { number: shots.length }) : ''} />
    </Stack>
  )
}
