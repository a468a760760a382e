import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { frameOf, writeClip } from './clip'
import { castOf } from './faces'
import { NARROW, WIDE, accessibilityFaults, launch, signIn, snapshot, visit } from './site'

const NAME = `Kiosk ${Date.now() % 100_000}`
const VISITS = 9
/** In and out of the frame, at the thirty frames a second of the fake webcam. */
const AWAY_FRAMES = 45
const THERE_FRAMES = 75

let folder: string
let browser: Browser | null = null
let clip = ''
let still = ''
let shots: string[] = []

/** Real movement where the test data has it: enrolled in one clip, checked in with another. */
function filmOf(name: string): Buffer | null {
  const data = process.env.ROLLCALL_TEST_DATA
  const film = data ? join(data, 'video', `${name}.mkv`) : ''
  if (!existsSync(film)) return null
  try {
    return execFileSync(
      'ffmpeg',
      ['-v', 'error', '-i', film, '-f', 'image2pipe', '-c:v', 'mjpeg', '-q:v', '3', '-'],
      { maxBuffer: 1 << 30 },
    )
  } catch {
    return null
  }
}

const firstFrame = (film: Buffer) => film.subarray(0, film.indexOf(Buffer.from([0xff, 0xd9])) + 2)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-e2e-'))
  const drawing = await launch('absent')
  try {
    const { page } = await visit(drawing)
    const [enrolled, film] = [filmOf('again'), filmOf('help')]
    const { person } = await castOf(page)
    const last = person.at(-1)
    if (!last) throw new Error('the cast is too small')
    const empty = await frameOf(page, { jpeg: last, brightness: 0 })
    const away = Buffer.concat(Array<Buffer>(AWAY_FRAMES).fill(empty))
    const there = film ?? Buffer.concat(Array<Buffer>(THERE_FRAMES).fill(last))
    clip = join(folder, 'visits.mjpeg')
    writeFileSync(clip, Buffer.concat([away, there]))
    still = writeClip(join(folder, 'still.mjpeg'), film ? firstFrame(film) : last)
    const pictures = enrolled ? [firstFrame(enrolled)] : person.slice(0, -1)
    shots = pictures.map((picture, i) => {
      const path = join(folder, `kiosk-${i}.jpg`)
      writeFileSync(path, picture)
      return path
    })
  } finally {
    await drawing.close()
  }
})

afterEach(async () => {
  await browser?.close()
  browser = null
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function watchTimings(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: [string, number][] = []
    Object.assign(window, { rollcallTimings: seen })
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) seen.push([name, duration])
    }).observe({ entryTypes: ['measure'] })
  })
}

const timings = (page: Page, name: string): Promise<number[]> =>
  page.evaluate(
    (wanted) =>
      (window as unknown as { rollcallTimings: [string, number][] }).rollcallTimings
        .filter(([one]) => one === wanted)
        .map(([, ms]) => ms)
        .toSorted((a, b) => a - b),
    name,
  )

const quantile = (sorted: number[], share: number) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)

describe('the kiosk', () => {
  it('emptySite_toTheFirstCheckIn_byTheGuide', async () => {
    browser = await launch({ plays: still })
    const { page } = await visit(browser)
    await signIn(page, '/welcome')
    await page.getByRole('heading', { name: 'Welcome to Rollcall' }).waitFor()
    await snapshot(page, 'welcome')
    expect(await accessibilityFaults(page)).toEqual([])
    const started = Date.now()
    await page.getByRole('link', { name: 'Add the first person' }).click()
    await page.getByText('Pictures', { exact: true }).click()
    await page.locator('input[type=file]').setInputFiles(shots)
    await page.getByLabel('Name', { exact: false }).first().fill(NAME)
    await page.getByLabel(/agrees/).check()
    await page.getByRole('button', { name: 'Add the person' }).click()
    await page.getByText(`${NAME} is added`).waitFor()
    await page.getByRole('link', { name: 'To check-in' }).click()
    await page
      .getByRole('region', { name: 'Result' })
      .getByText('Valid', { exact: true })
      .waitFor({ timeout: 60_000 })
    console.log(`guide: from the empty site to the first check-in ${Date.now() - started} ms`)
  })

  it('visitorAfterVisitor_isNamed_andTheTimesArePrinted', async () => {
    browser = await launch({ plays: clip })
    const { page } = await visit(browser)
    await watchTimings(page)
    await signIn(page, '/kiosk')
    await page.getByRole('heading', { level: 2, name: NAME }).waitFor({ timeout: 60_000 })
    await snapshot(page, 'kiosk-valid')
    expect(await accessibilityFaults(page)).toEqual([])
    await expect
      .poll(async () => (await timings(page, 'rollcall:name')).length, {
        timeout: 100_000,
        interval: 1_000,
      })
      .toBeGreaterThanOrEqual(VISITS)
    const [hints, names] = [
      await timings(page, 'rollcall:hint'),
      await timings(page, 'rollcall:name'),
    ]
    console.log(
      `hint: frame to words p50 ${quantile(hints, 0.5)} ms, p95 ${quantile(hints, 0.95)} ms, n ${hints.length}`,
    )
    console.log(
      `check-in: face in frame to name on screen p50 ${quantile(names, 0.5)} ms, p95 ${quantile(names, 0.95)} ms, n ${names.length}`,
    )
  })

  it('networkCut_keepsTheCheckIn_andSendsItOnce', async () => {
    browser = await launch({ plays: clip })
    const { page, context } = await visit(browser, NARROW)
    await signIn(page, '/kiosk')
    await page.getByRole('heading', { level: 2, name: NAME }).waitFor({ timeout: 60_000 })
    await snapshot(page, 'kiosk-valid')
    await context.setOffline(true)
    await page.getByText('No network').waitFor()
    await page.getByText('Your picture is kept on this device').waitFor({ timeout: 60_000 })
    await page.getByText(/kept here/).waitFor()
    await snapshot(page, 'kiosk-offline')
    expect(await accessibilityFaults(page)).toEqual([])
    await context.setOffline(false)
    await page.getByText(/kept check-in.* sent/).waitFor({ timeout: 60_000 })
  })

  it('settings_areBehindThePin', async () => {
    browser = await launch({ plays: still })
    const { page } = await visit(browser)
    await signIn(page, '/kiosk')
    await page.getByRole('button', { name: 'Kiosk settings' }).click()
    await page.getByLabel('PIN of the kiosk').waitFor()
    await snapshot(page, 'kiosk-locked')
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('cameraDenied_saysHowToAllowIt_onThePhone', async () => {
    browser = await launch('denied')
    const { page } = await visit(browser, NARROW)
    await signIn(page, '/kiosk')
    await page.getByText('The camera is not allowed').waitFor()
    await snapshot(page, 'kiosk-denied')
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('rightToLeft_andDark_areDrawn', async () => {
    browser = await launch({ plays: still })
    for (const [viewport, scheme] of [
      [WIDE, 'light'],
      [NARROW, 'dark'],
    ] as const) {
      const { page, context } = await visit(browser, viewport, scheme)
      await signIn(page, '/welcome')
      await page.evaluate(() => localStorage.setItem('rollcall-language', 'ar'))
      for (const path of ['welcome', 'check-in', 'people/new', 'class-photo', 'install']) {
        await page.goto(new URL(`/${path}`, page.url()).href)
        await page.getByRole('heading', { level: 1 }).waitFor()
        expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
        await snapshot(page, `ar-${path.replace('/', '-')}-${scheme}`)
        expect(await accessibilityFaults(page)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
          viewport.width,
        )
      }
      await context.close()
    }
  })

  it('classPhoto_namesWhoIsOnIt', async () => {
    browser = await launch('absent')
    for (const viewport of [WIDE, NARROW]) {
      const { page, context } = await visit(browser, viewport)
      await signIn(page, '/class-photo')
      await page.locator('input[type=file]').setInputFiles(shots)
      await page
        .getByRole('button', { name: `${NAME}: correct who this is` })
        .first()
        .waitFor()
      await snapshot(page, 'class-photo')
      expect(await accessibilityFaults(page)).toEqual([])
      await page
        .getByRole('button', { name: `${NAME}: correct who this is` })
        .first()
        .click()
      await page.getByRole('dialog').getByRole('button', { name: 'Nobody of ours' }).click()
      await page.getByRole('button', { name: 'Save 1 correction' }).waitFor()
      await snapshot(page, 'class-photo-corrected')
      await context.close()
    }
  })
})
