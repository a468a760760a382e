import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReviewItem } from '@/lib/api-types'
import { reviewPicturePath } from '../api/review'
import classes from './ReviewPage.module.css'

const share = (part: number, whole: number) => `${(100 * part) / whole}%`

/** The kept picture with the face marked; where none is kept, that is said. */
export function ReviewPicture({ item }: { item: ReviewItem }) {
  const { t } = useTranslation('review')
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  const [failed, setFailed] = useState(false)
  if (!item.has_picture || failed) {
    return (
      <div className={classes.picture}>
        <div className={classes.none}>{t(failed ? 'picture.gone' : 'picture.none')}</div>
      </div>
    )
  }
  const { box } = item
  return (
    <div className={classes.picture}>
      <img
        src={reviewPicturePath(item.id)}
        alt={t('picture.alt')}
        loading="lazy"
        onError={() => setFailed(true)}
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
          setSize({ width, height })
        }
      />
      {box && size && (
        <div
          className={classes.box}
          style={{
            left: share(box.x_min, size.width),
            top: share(box.y_min, size.height),
            width: share(box.x_max - box.x_min, size.width),
            height: share(box.y_max - box.y_min, size.height),
          }}
        />
      )}
    </div>
  )
}
