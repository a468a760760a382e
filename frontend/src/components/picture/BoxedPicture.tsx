import { useState } from 'react'
import { FaceBoxes, type FaceTone } from '@/components/face/FaceBoxes'
import { useObjectUrl } from '@/hooks/useObjectUrl'
import type { Box } from '@/lib/api-types'
import classes from './BoxedPicture.module.css'

/** A picture with numbered boxes over its faces. */
export function BoxedPicture({
  picture,
  alt,
  boxes,
}: {
  picture: Blob
  alt: string
  boxes: { box: Box; tone: FaceTone; label?: string }[]
}) {
  const url = useObjectUrl(picture)
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  return (
    <div className={classes.frame}>
      {url && (
        <img
          src={url}
          alt={alt}
          onLoad={({ currentTarget }) =>
            setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
          }
        />
      )}
      {size && <FaceBoxes image={size} boxes={boxes} />}
    </div>
  )
}
