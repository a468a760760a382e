/**
 * What is measured, each up to the moment of the call: a frame was looked at; its hint is drawn; a new face holds
 * still; the picture of it is there; the server has answered; the name is drawn.
 */
type Moment = 'look' | 'hint' | 'steady' | 'shot' | 'answer' | 'name'

/** Leaves a measure for whoever observes the page's performance (PerformanceObserver), and keeps nothing. */
export function timing(moment: Moment, startMs: number): void {
  const name = `rollcall:${moment}`
  performance.measure(name, { start: startMs })
  performance.clearMeasures(name)
}
