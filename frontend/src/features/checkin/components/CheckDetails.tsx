import { useTranslation } from 'react-i18next'
import { Details } from '@/components/Details'
import { decimals } from '@/lib/format'
import type { Outcome } from '../outcome'
import classes from './CheckDetails.module.css'

/** The figures behind a decision, for whoever runs the site. Open, it holds the result on the page. */
export function CheckDetails({
  outcome: { face, timingMs },
  onToggle,
}: {
  outcome: Outcome
  onToggle: (open: boolean) => void
}) {
  const { t } = useTranslation('checkin')
  const stages = Object.entries(timingMs)
  if (!face && stages.length === 0) return null
  const rows: [string, string][] = face
    ? [
        [t('detail.distance'), decimals(face.distance)],
        [t('detail.threshold'), decimals(face.match_threshold)],
        [t('detail.similarity'), decimals(face.similarity)],
        [t('detail.decision'), face.decision?.toLowerCase() ?? t('detail.not_made')],
        [
          t('detail.box'),
          `${Math.round(face.box.x_min)}, ${Math.round(face.box.y_min)} – ${Math.round(face.box.x_max)}, ${Math.round(face.box.y_max)}`,
        ],
        ...(face.quality
          ? [[t('detail.quality'), decimals(face.quality.score, 2)] as [string, string]]
          : []),
      ]
    : []
  return (
    <Details summary={t('details')} onToggle={onToggle}>
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
              {t('timing')}
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
