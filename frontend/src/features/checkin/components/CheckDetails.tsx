import { Details } from '@/components/Details'
import { decimals } from '@/lib/format'
import type { Outcome } from '../outcome'
import { DETAILS, DETAIL_LABELS as labels, TIMING } from '../words'
import classes from './CheckDetails.module.css'

/** The figures behind a decision, for whoever runs the site. Open, it holds the result on the page. */
export function CheckDetails({
  outcome: { face, timingMs },
  onToggle,
}: {
  outcome: Outcome
  onToggle: (open: boolean) => void
}) {
  const stages = Object.entries(timingMs)
  if (!face && stages.length === 0) return null
  const rows: [string, string][] = face
    ? [
        [labels.distance, decimals(face.distance)],
        [labels.threshold, decimals(face.match_threshold)],
        [labels.similarity, decimals(face.similarity)],
        [labels.decision, face.decision?.toLowerCase() ?? 'not made'],
        [
          labels.box,
          `${Math.round(face.box.x_min)}, ${Math.round(face.box.y_min)} to ${Math.round(face.box.x_max)}, ${Math.round(face.box.y_max)}`,
        ],
        ...(face.quality
          ? [[labels.quality, decimals(face.quality.score, 2)] as [string, string]]
          : []),
      ]
    : []
  return (
    <Details summary={DETAILS} onToggle={onToggle}>
      <table className={classes.table}>
        <tbody>
          {rows.map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
        <tbody>
          <tr>
            <th scope="rowgroup" colSpan={2} className={classes.group}>
              {TIMING}
            </th>
          </tr>
          {stages.map(([stage, ms]) => (
            <tr key={stage}>
              <th scope="row">{stage}</th>
              <td>{decimals(ms, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Details>
  )
}
