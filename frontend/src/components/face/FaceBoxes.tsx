import type { Box } from '@/lib/api-types'
import classes from './FaceBoxes.module.css'

export type FaceTone = 'plain' | 'good' | 'bad'

/**
 * Boxes over a picture or video that fills its parent with `object-fit: contain`. Coordinates are pixels
 * of `image`, whatever the size on screen.
 */
export function FaceBoxes({
  image,
  boxes,
  cut = false,
}: {
  image: { width: number; height: number }
  boxes: { box: Box; tone: FaceTone; label?: string }[]
  /** The picture covers its frame instead of standing whole in it. */
  cut?: boolean
}) {
  const unit = Math.max(image.width, image.height) / 100
  return (
    <svg
      className={classes.overlay}
      viewBox={`0 0 ${image.width} ${image.height}`}
      preserveAspectRatio={cut ? 'xMidYMid slice' : 'xMidYMid meet'}
      aria-hidden="true"
    >
      {boxes.map(({ box, tone, label }, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- a live box moves, and is drawn anew otherwise
        <g key={i} className={classes.face} data-tone={tone}>
          {['edge', 'line'].map((part) => (
            <rect
              key={part}
              data-part={part}
              x={box.x_min}
              y={box.y_min}
              width={Math.max(0, box.x_max - box.x_min)}
              height={Math.max(0, box.y_max - box.y_min)}
              rx={unit}
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {label && (
            <>
              <circle cx={box.x_min + unit * 2} cy={box.y_min + unit * 2} r={unit * 2.4} />
              <text x={box.x_min + unit * 2} y={box.y_min + unit * 3} fontSize={unit * 3}>
                {label}
              </text>
            </>
          )}
        </g>
      ))}
    </svg>
  )
}
