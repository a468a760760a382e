/**
 * Runs `work` again and again: one at a time, at least `intervalMs` from start to start (asked for after each
 * turn), after a failure `failurePauseMs`, and not at all while `mayRun` says no (a hidden tab). Slow work
 * therefore gets fewer frames, never a queue of them.
 *
 * `stop` aborts the signal that the running work was given; nothing is reported after it.
 */
export type FrameLoop = { stop(): void; wake(): void }

export function startFrameLoop({
  work,
  mayRun,
  intervalMs,
  failurePauseMs,
}: {
  work: (signal: AbortSignal) => Promise<void>
  mayRun: () => boolean
  intervalMs: () => number
  failurePauseMs: number
}): FrameLoop {
  const aborter = new AbortController()
  let timer: ReturnType<typeof setTimeout> | null = null
  let running = false

  const schedule = (delayMs: number) => {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(turn, delayMs)
  }

  const turn = async () => {
    timer = null
    if (aborter.signal.aborted || running || !mayRun()) return
    running = true
    const started = Date.now()
    let pauseMs = 0
    try {
      await work(aborter.signal)
      pauseMs = intervalMs() - (Date.now() - started)
    } catch {
      pauseMs = failurePauseMs
    } finally {
      running = false
    }
    if (!aborter.signal.aborted) schedule(Math.max(0, pauseMs))
  }

  schedule(0)
  return {
    stop() {
      aborter.abort()
      if (timer !== null) clearTimeout(timer)
    },
    wake() {
      if (!aborter.signal.aborted && !running && timer === null) schedule(0)
    },
  }
}
