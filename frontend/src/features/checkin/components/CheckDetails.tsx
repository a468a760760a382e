import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { Details } from '@/components/Details'
import type { Face } from '@/lib/api-types'
import { faceLines } from '@/lib/face-words'
import { decimals, whole } from '@/lib/format'
import { t as word } from '@/lib/i18n'
import type { Outcome } from '../outcome'
import type words from '../words/en.json'
import classes from './CheckDetails.module.css'

/** The figures behind a decision, for whoever runs the site. Open, it holds the result on the page. */
export function CheckDetails({
  outcome,
  onToggle,
}: {
  outcome: Outcome
  onToggle: (open: boolean) => void
}) {
  const { t } = useTranslation('checkin')
  if (!outcome.face && Object.keys(outcome.timingMs).length === 0) return null
  return (
    <Details summary={t('details')} onToggle={onToggle}>
      <CheckFigures outcome={outcome} />
    </Details>
  )
}

/** Distance, threshold, liveness, box, estimates, and the milliseconds of each stage. */
export function CheckFigures({ outcome: { face, timingMs } }: { outcome: Outcome }) {
  const { t } = useTranslation('checkin')
  const stages = Object.entries(timingMs)
  return (
    <table className={classes.table}>
      <tbody>
        {(face ? rowsOf(face) : []).map(([label, value]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
      {stages.length > 0 && (
        <tbody>
          <tr>
            <th scope="rowgroup" colSpan={2} className={classes.group}>
              {t('timing')}
            </th>
          </tr>
          {stages.map(([stage, ms]) => (
            <tr key={stage}>
              <th scope="row">{stageWord(stage)}</th>
              <td>{decimals(ms, 1)}</td>
            </tr>
          ))}
        </tbody>
      )}
    </table>
  )
}

/** A newer gateway may name a stage that this page does not know. */
const stageWord = (stage: string): string =>
  i18next.exists(`checkin:stage.${stage}`)
    ? word(`checkin:stage.${stage as keyof typeof words.stage}`)
    : stage

function rowsOf(face: Face): [string, string][] {
  const { box, liveness, quality } = face
  const corners = [box.x_min, box.y_min, box.x_max, box.y_max].map((value) => whole(value))
  return [
    [word('checkin:detail.distance'), decimals(face.distance)],
    [word('checkin:detail.threshold'), decimals(face.match_threshold)],
    [word('checkin:detail.similarity'), decimals(face.similarity)],
    [
      word('checkin:detail.decision'),
      face.decision ? word(`checkin:decision.${face.decision}`) : word('checkin:detail.not_made'),
    ],
    ...faceLines(face).map(({ label, value }): [string, string] => [label, value]),
    ...(liveness.score === null
      ? []
      : [[word('checkin:detail.liveness_score'), decimals(liveness.score)] as [string, string]]),
    [word('checkin:detail.box'), corners.join(' ')],
    ...(quality
      ? [[word('checkin:detail.quality'), decimals(quality.score, 2)] as [string, string]]
      : []),
  ]
}
