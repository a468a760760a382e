import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { WIDE, launch, signIn, url, visit } from './site'

/**
 * First paint and the delay of an interaction, page by page, each time with an empty cache. Prints a table:
 * npm run e2e:speed
 */
const PAGES = [
  '/login',
  '/welcome',
  '/check-in',
  '/kiosk',
  '/class-photo',
  '/people/new',
  '/people',
  '/analyse',
  '/account',
  '/install',
  '/sessions',
  '/records',
  '/review',
  '/groups',
  '/reports',
  '/imports',
  '/models',
  '/users',
  '/audit',
  '/settings',
]
const TIMES = 3
const KEYS = 4
/** Web Vitals calls a first paint good below 1.8 s and an interaction good below 200 ms. */
const GOOD_PAINT_MS = 1_800
const GOOD_DELAY_MS = 200

let browser: Browser
beforeAll(async () => {
  browser = await launch('absent')
})
afterAll(() => browser.close())

const median = (values: number[]) =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN)

it('everyPage_paintsSoon_andAnswersAtOnce', async () => {
  const { page: login, context: first } = await visit(browser)
  await signIn(login, '/account')
  const storageState = await first.storageState()
  const slow: string[] = []
  for (const path of PAGES) {
    const paints: number[] = []
    const ready: number[] = []
    const delays: number[] = []
    for (let i = 0; i < TIMES; i++) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, or they would slow each other
      const measured = await measure(path, path === '/login' ? undefined : storageState)
      paints.push(measured.paint)
      ready.push(measured.heading)
      delays.push(measured.delay)
    }
    console.log(
      `${path.padEnd(14)} first paint ${String(median(paints)).padStart(5)} ms   heading ${String(median(ready)).padStart(5)} ms   key press to paint ${String(median(delays)).padStart(4)} ms`,
    )
    if (median(paints) > GOOD_PAINT_MS || median(delays) > GOOD_DELAY_MS) slow.push(path)
  }
  expect(slow).toEqual([])
})

type State = Awaited<ReturnType<Awaited<ReturnType<typeof visit>>['context']['storageState']>>

async function measure(path: string, storageState: State | undefined) {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: WIDE,
    locale: 'en-GB',
    ...(storageState ? { storageState } : {}),
  })
  const page = await context.newPage()
  await page.addInitScript(() => {
    const delays: number[] = []
    Object.assign(window, { rollcallDelays: delays })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) delays.push(entry.duration)
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })
  await page.goto(url + path)
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
  const heading = await page.evaluate(() => performance.now())
  // Every page is gone through with the Tab key.
  for (let i = 0; i < KEYS; i++) {
    // oxlint-disable-next-line no-await-in-loop
    await page.keyboard.press('Tab', { delay: 40 })
  }
  await page.waitForTimeout(200)
  const { paint, delay } = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    // Below the threshold of the browser's own measure nothing is told.
    delay: Math.max(16, ...(window as unknown as { rollcallDelays: number[] }).rollcallDelays),
  }))
  await context.close()
  return { paint, heading, delay }
}
