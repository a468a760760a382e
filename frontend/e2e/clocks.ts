// oxlint-disable unicorn/consistent-function-scoping -- what runs in the page reaches nothing outside of it
import type { Page } from 'playwright-core'

/** What the watch of the page has seen, in milliseconds. */
export type Clocks = {
  /** From the first frame of the camera that is not black to the name, painted. */
  toName: number[]
  /** From that frame to the first words about it. */
  toHint: number[]
  /** The page's own measures (lib/timing.ts) by their names. */
  own: Record<string, number[]>
}

const NONE: Clocks = { toName: [], toHint: [], own: {} }

/**
 * Watches the page from outside of its code: the frames of its camera for the moment that they stop being
 * black, and its words for what is said then. To be called before the page is opened.
 */
export async function watchClocks(page: Page, name: string): Promise<void> {
  await page.addInitScript(
    ({ wanted, none }) => {
      const seen: Clocks = structuredClone(none)
      Object.assign(window, { rollcallClocks: seen })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const moment = entry.name.startsWith('rollcall:') ? entry.name.slice(9) : null
          if (moment !== null) (seen.own[moment] ??= []).push(entry.duration)
        }
      }).observe({ entryTypes: ['measure'] })

      const BLACK = 12
      const canvas = new OffscreenCanvas(8, 6)
      const context = canvas.getContext('2d', { willReadFrequently: true })
      let dark = true
      const waiting: { name: number | null; hint: number | null } = { name: null, hint: null }
      // The name of the visit before may stand still: only one that was drawn anew counts.
      let before: Element | null = null
      const headline = () => document.querySelector('[data-kind=valid] h2')
      const watchFrames = (video: HTMLVideoElement) => {
        const onFrame = (now: number, { captureTime }: VideoFrameCallbackMetadata) => {
          context?.drawImage(video, 0, 0, 8, 6)
          const bytes = context?.getImageData(0, 0, 8, 6).data ?? new Uint8ClampedArray()
          let sum = 0
          for (let i = 0; i < bytes.length; i += 4) sum += bytes[i] ?? 0
          const isDark = sum / 48 < BLACK
          if (dark && !isDark) {
            waiting.name = waiting.hint = captureTime ?? now
            before = headline()
          }
          if (isDark) waiting.name = waiting.hint = null
          dark = isDark
          video.requestVideoFrameCallback(onFrame)
        }
        video.requestVideoFrameCallback(onFrame)
      }
      /** After the frame that shows it was painted. */
      const painted = (since: number, into: number[]) =>
        requestAnimationFrame(() => setTimeout(() => into.push(performance.now() - since)))

      const watched = new WeakSet<HTMLVideoElement>()
      new MutationObserver(() => {
        const video = document.querySelector('video')
        if (video && !watched.has(video)) {
          watched.add(video)
          watchFrames(video)
        }
        const hint = document.querySelector('[data-placement]')?.getAttribute('data-placement')
        if (waiting.hint !== null && hint && hint !== 'none' && hint !== 'unknown') {
          painted(waiting.hint, seen.toHint)
          waiting.hint = null
        }
        const shown = headline()
        if (waiting.name !== null && shown !== before && shown?.textContent === wanted) {
          painted(waiting.name, seen.toName)
          waiting.name = null
        }
      }).observe(document, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      })
    },
    { wanted: name, none: NONE },
  )
}

export const clocksOf = (page: Page): Promise<Clocks> =>
  page.evaluate(() => (window as unknown as { rollcallClocks: Clocks }).rollcallClocks)

/** "p50 412 ms, p95 655 ms, n 20" */
export function inWords(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  return `p50 ${Math.round(at(0.5) ?? Number.NaN)} ms, p95 ${Math.round(at(0.95) ?? Number.NaN)} ms, n ${sorted.length}`
}
