import { useTranslation } from 'react-i18next'
import { useElementSize } from '@mantine/hooks'
import { Card } from '@/components/Card'
import { Details } from '@/components/Details'
import { type Column, DataTable } from '@/components/table/DataTable'
import { dayWord, locale, percent, whole } from '@/lib/format'
import { type Bar, KINDS, ticksOf } from '../series'
import classes from './ReportsPage.module.css'

const HEIGHT = 240
const EDGE = { top: 12, right: 12, bottom: 28, left: 46 }
const LEAST_LABEL_WIDTH = 56

type Axis = {
  width: number
  x: (index: number) => number
  y: (value: number) => number
  slot: number
}

function axisOf(width: number, count: number, largest: number): Axis {
  const inner = width - EDGE.left - EDGE.right
  const slot = inner / count
  return {
    width,
    slot,
    x: (index) => EDGE.left + slot * (index + 0.5),
    y: (value) => HEIGHT - EDGE.bottom - (value / largest) * (HEIGHT - EDGE.top - EDGE.bottom),
  }
}

/** How many came, day by day, as shares and as heads; the same figures stand in a table below. */
export function DailyCharts({ by, bars }: { by: 'day' | 'week'; bars: readonly Bar[] }) {
  const { t } = useTranslation('reports')
  const { ref, width } = useElementSize()
  const columns: Column<Bar>[] = [
    { id: 'date', title: t(`by.${by}`), cell: ({ date }) => dayWord(date) },
    {
      id: 'rate',
      title: t('rate'),
      align: 'end',
      cell: ({ rate }) => (rate === null ? '–' : percent(rate)),
    },
    ...KINDS.map((kind) => ({
      id: kind,
      title: t(`kind.${kind}`),
      align: 'end' as const,
      cell: (bar: Bar) => whole(bar[kind]),
    })),
  ]
  // Drawn once its width is known: a chart that grows afterwards would be seen to move.
  const drawn = Math.max(width - 44, 236)
  return (
    <div ref={ref}>
      <Card title={t('chart.rate')} lead={t(`chart.by.${by}`)}>
        {width > 0 && <RateChart bars={bars} width={drawn} />}
      </Card>
      <div style={{ height: 'var(--mantine-spacing-md)' }} />
      <Card title={t('chart.heads')} lead={t(`chart.by.${by}`)}>
        <ul className={classes.legend}>
          {KINDS.map((kind) => (
            <li key={kind}>
              <svg width="14" height="14" aria-hidden>
                <rect width="14" height="14" rx="3" className={classes[kind]} />
              </svg>
              {t(`kind.${kind}`)}
            </li>
          ))}
        </ul>
        {width > 0 && <HeadsChart bars={bars} width={drawn} />}
        <Details summary={t('chart.table')}>
          <DataTable
            label={t('chart.heads')}
            columns={columns}
            rows={bars}
            rowKey={({ date }) => date}
          />
        </Details>
      </Card>
    </div>
  )
}

function Frame({
  axis,
  bars,
  ticks,
  label,
  word,
  children,
}: {
  axis: Axis
  bars: readonly Bar[]
  ticks: readonly number[]
  label: string
  word: (tick: number) => string
  children: React.ReactNode
}) {
  const every = Math.max(1, Math.ceil(LEAST_LABEL_WIDTH / axis.slot))
  return (
    <svg
      className={classes.chart}
      viewBox={`0 0 ${axis.width} ${HEIGHT}`}
      role="img"
      aria-label={label}
      direction="ltr"
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            className={classes.grid}
            x1={EDGE.left}
            x2={axis.width - EDGE.right}
            y1={axis.y(tick)}
            y2={axis.y(tick)}
          />
          <text x={EDGE.left - 6} y={axis.y(tick) + 4} textAnchor="end">
            {word(tick)}
          </text>
        </g>
      ))}
      {children}
      {bars.map(
        ({ date }, i) =>
          i % every === 0 && (
            <text key={date} x={axis.x(i)} y={HEIGHT - 8} textAnchor="middle">
              {shortDay(date)}
            </text>
          ),
      )}
    </svg>
  )
}

/** Without the marks of direction that some languages put in: the axis runs one way for all. */
const shortDay = (date: string) =>
  new Date(`${date}T00:00:00Z`)
    .toLocaleDateString(locale(), { day: 'numeric', month: 'numeric', timeZone: 'UTC' })
    .replaceAll('\u200f', '')

function RateChart({ bars, width }: { bars: readonly Bar[]; width: number }) {
  const { t } = useTranslation('reports')
  const axis = axisOf(width, bars.length, 1)
  const points = bars.flatMap(({ date, rate }, i) => (rate === null ? [] : [{ date, rate, i }]))
  const path = points.map(({ rate, i }) => `${axis.x(i)},${axis.y(rate)}`).join(' ')
  const rates = points.map(({ rate }) => rate)
  const label = t('chart.rate_words', {
    count: bars.length,
    low: percent(Math.min(...rates)),
    high: percent(Math.max(...rates)),
  })
  return (
    <Frame axis={axis} bars={bars} ticks={[0, 0.25, 0.5, 0.75, 1]} label={label} word={percent}>
      <polyline className={classes.line} points={path} />
      {points.map(({ date, rate, i }) => (
        <circle key={date} className={classes.dot} cx={axis.x(i)} cy={axis.y(rate)} r={3.5}>
          <title>{`${dayWord(date)}: ${percent(rate)}`}</title>
        </circle>
      ))}
    </Frame>
  )
}

function HeadsChart({ bars, width }: { bars: readonly Bar[]; width: number }) {
  const { t } = useTranslation('reports')
  const ticks = ticksOf(Math.max(...bars.map((bar) => KINDS.reduce((sum, k) => sum + bar[k], 0))))
  const axis = axisOf(width, bars.length, ticks.at(-1) ?? 1)
  const thick = Math.min(axis.slot * 0.7, 40)
  const label = t('chart.heads_words', { count: bars.length })
  return (
    <Frame axis={axis} bars={bars} ticks={ticks} label={label} word={whole}>
      {bars.map((bar, i) => {
        let below = 0
        return (
          <g key={bar.date}>
            <title>
              {`${dayWord(bar.date)}: ${KINDS.map((k) => `${t(`kind.${k}`)} ${whole(bar[k])}`).join(', ')}`}
            </title>
            {KINDS.map((kind) => {
              const from = below
              below += bar[kind]
              if (bar[kind] === 0) return null
              return (
                <rect
                  key={kind}
                  className={`${classes.bar} ${classes[kind]}`}
                  x={axis.x(i) - thick / 2}
                  width={thick}
                  y={axis.y(below)}
                  height={axis.y(from) - axis.y(below)}
                />
              )
            })}
          </g>
        )
      })}
    </Frame>
  )
}
