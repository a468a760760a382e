import { useState } from 'react'
import { Loader, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '@/components/ProblemNotice'
import { useObjectUrl } from '@/hooks/useObjectUrl'
import type { Photo, Seen } from '../photos'
import classes from './PhotoView.module.css'

/** A picture with a named box over each face; a box is a button that corrects who it is. */
export function PhotoView({
  photo,
  seen,
  onCorrect,
  onRetry,
}: {
  photo: Photo
  seen: readonly Seen[]
  onCorrect: (seen: Seen) => void
  onRetry: () => void
}) {
  const { t } = useTranslation('classphoto')
  const url = useObjectUrl(photo.file)
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  return (
    <figure className={classes.figure}>
      <div className={classes.frame}>
        {url && (
          <img
            src={url}
            alt={t('photo', { name: photo.file.name, count: seen.length })}
            onLoad={({ currentTarget }) =>
              setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
            }
          />
        )}
        {size &&
          seen.map((one) => (
            <FaceButton key={one.key} seen={one} size={size} onClick={() => onCorrect(one)} />
          ))}
        {(photo.state === 'waiting' || photo.state === 'checking') && (
          <div className={classes.working}>
            <Loader color="white" size={24} />
            {photo.state === 'waiting' ? t('waiting') : t('checking')}
          </div>
        )}
      </div>
      <figcaption className={classes.caption}>
        <bdi>{photo.file.name}</bdi>
        {photo.state === 'done' && <span>{t('faces', { count: seen.length })}</span>}
      </figcaption>
      {photo.state === 'failed' && <ProblemNotice error={photo.error} onRetry={onRetry} />}
    </figure>
  )
}

const percent = (value: number, of: number) => `${(value / of) * 100}%`

function FaceButton({
  seen,
  size,
  onClick,
}: {
  seen: Seen
  size: { width: number; height: number }
  onClick: () => void
}) {
  const { t } = useTranslation('classphoto')
  const { box } = seen.face
  const name = seen.person ? (seen.person.name ?? t('erased')) : null
  return (
    <UnstyledButton
      className={classes.face}
      data-known={name !== null}
      data-corrected={seen.corrected}
      aria-label={name ? t('face_of', { name }) : t('face_unknown')}
      onClick={onClick}
      style={{
        // Pixels of a picture count from its left in every language.
        left: percent(box.x_min, size.width),
        top: percent(box.y_min, size.height),
        width: percent(box.x_max - box.x_min, size.width),
        height: percent(box.y_max - box.y_min, size.height),
      }}
    >
      <span className={classes.name} dir="auto">
        {name ?? t('unknown')}
      </span>
    </UnstyledButton>
  )
}
