/** Leaves a measure for whoever observes the page's performance (PerformanceObserver), and keeps nothing. */
export function timing(name: 'rollcall:hint' | 'rollcall:name', startMs: number): void {
  performance.measure(name, { start: startMs })
  performance.clearMeasures(name)
}
