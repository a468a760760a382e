import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type APIRequestContext, request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyFrame, writeClip } from './clip'
import { clocksOf, inWords, watchClocks } from './clocks'
import { castOf } from './faces'
import { ground } from './ground'
import { PASSWORD } from './school'
import {
  NARROW,
  WIDE,
  accessibilityFaults,
  chooser,
  launch,
  signIn,
  snapshot,
  url,
  visit,
} from './site'
import { type Api, apiOf, eraseAll } from './stage'

const NAME = 'Kiosk visitor'
const VISITS = 20
const PIN = '2580'
/** In and out of the frame, at the thirty frames a second of the fake webcam. */
const AWAY_FRAMES = 36
const THERE_FRAMES = 54

const { open, path, write } = ground()
let caller: APIRequestContext
let api: Api
/** A photograph that is played as a film is what liveness is there to refuse. */
let moving = false
let clip = ''
let still = ''
let turns = ''
let shots: string[] = []

/** The films stand at the edge of what the kiosk asks to come closer: a part of them, from so far left on. */
const stepNearer = (left: number) => `crop=448:336:${left}:0,scale=640:480`
const MIDDLE = 111
/** Where somebody stands who makes room for the next one, and where that one does. */
const LEFT = 181
const RIGHT = 41

/** Real movement where the test data has it: enrolled in one clip, checked in with another. */
function filmOf(name: string, place = MIDDLE): Buffer | null {
  const data = process.env.ROLLCALL_TEST_DATA
  const film = data ? join(data, 'video', `${name}.mkv`) : ''
  if (!existsSync(film)) return null
  try {
    const asked = `-v error -i ${film} -frames:v ${THERE_FRAMES} -vf ${stepNearer(place)} -f image2pipe -c:v mjpeg -q:v 3 -`
    return execFileSync('ffmpeg', asked.split(' '), { maxBuffer: 1 << 30 })
  } catch {
    return null
  }
}

const firstFrame = (film: Buffer) => film.subarray(0, film.indexOf(Buffer.from([0xff, 0xd9])) + 2)

beforeAll(async () => {
  caller = await request.newContext({ ignoreHTTPSErrors: true })
  api = await apiOf(caller)
  await eraseAll(api, NAME)
  const [enrolled, film] = [filmOf('eat'), filmOf('night')]
  moving = film !== null
  if (!moving) console.log('no films of people: photographs are played, and liveness is off')
  await api('PATCH', '/settings', { liveness_policy: moving ? 'passive' : 'off' })
  const drawing = await launch('absent')
  try {
    const { page } = await visit(drawing)
    const { person, stranger } = await castOf(page)
    const last = person.at(-1)
    if (!last) throw new Error('the cast is too small')
    const away = Buffer.concat(Array<Buffer>(AWAY_FRAMES).fill(await emptyFrame(page)))
    const there = film ?? Buffer.concat(Array<Buffer>(THERE_FRAMES).fill(last))
    clip = write('visits.mjpeg', Buffer.concat([away, there]))
    const unknown =
      filmOf('book', LEFT) ?? Buffer.concat(Array<Buffer>(THERE_FRAMES).fill(stranger))
    turns = write('turns.mjpeg', Buffer.concat([unknown, filmOf('night', RIGHT) ?? there]))
    still = writeClip(path('still.mjpeg'), film ? firstFrame(film) : last)
    const pictures = enrolled ? [firstFrame(enrolled)] : person.slice(0, -1)
    shots = pictures.map((picture, i) => write(`kiosk-${i}.jpg`, picture))
  } finally {
    await drawing.close()
  }
})

afterAll(async () => {
  await api('PATCH', '/settings', { liveness_policy: null, kiosk: { pin: null } })
  await eraseAll(api, NAME)
  await caller.dispose()
})

describe('the kiosk', () => {
  it('emptySite_toTheFirstCheckIn_byTheGuide', async () => {
    const { page } = await visit(await open({ plays: still }))
    await signIn(page, '/welcome')
    await page.getByRole('heading', { name: 'Welcome to Rollcall' }).waitFor()
    await snapshot(page, 'welcome')
    expect(await accessibilityFaults(page)).toEqual([])
    const started = Date.now()
    await page.getByRole('link', { name: 'Add the first person' }).click()
    await page.getByText('Pictures', { exact: true }).click()
    await chooser(page).setInputFiles(shots)
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
    const { page } = await visit(await open({ plays: clip }))
    await watchClocks(page, NAME)
    const calls: number[] = []
    const stages = new Map<string, number[]>()
    const answers = new Map<string, number>()
    let judged = 0
    page.on('requestfinished', (sent) => {
      if (!sent.url().endsWith('/check-attendance')) return
      calls.push(sent.timing().responseEnd)
      const read = async () => {
        const answer = await (await sent.response())?.json()
        const said = String(answer.reason ?? answer.status)
        answers.set(said, (answers.get(said) ?? 0) + 1)
        if (answer.faces.some(({ liveness }: { liveness: unknown }) => liveness !== null)) judged++
        for (const [stage, ms] of Object.entries<number>(answer.timing_ms)) {
          stages.set(stage, [...(stages.get(stage) ?? []), ms])
        }
      }
      read().catch(() => {})
    })
    await signIn(page, '/kiosk')
    await page.getByRole('heading', { level: 2, name: NAME }).waitFor({ timeout: 60_000 })
    await snapshot(page, 'kiosk-valid')
    expect(await accessibilityFaults(page)).toEqual([])
    await expect
      .poll(async () => (await clocksOf(page)).toName.length, { timeout: 200_000, interval: 1_000 })
      .toBeGreaterThanOrEqual(VISITS)
    const { toName, toHint, own } = await clocksOf(page)
    const ownWords = (moment: string) => inWords(own[moment] ?? [])
    console.log(`hint: frame looked at ${ownWords('look')}, its words drawn ${ownWords('hint')}`)
    console.log(`hint: first frame with a face to words ${inWords(toHint)}`)
    console.log(`check-in: face in frame to name on screen ${inWords(toName)}`)
    console.log(`check-in: face found to name on screen ${ownWords('name')}`)
    console.log(`  face found to steady ${ownWords('steady')}`)
    console.log(`  then its picture ${ownWords('shot')}`)
    console.log(`  then the answer ${ownWords('answer')}; of it the call ${inWords(calls)}`)
    console.log(
      `answers ${JSON.stringify([...answers])}, ${judged} of ${calls.length} with a liveness score`,
    )
    expect(judged > 0).toBe(moving)
    for (const [stage, times] of stages) console.log(`  at the server, ${stage} ${inWords(times)}`)
  })

  it('mismatch_keepsScanning_untilSomebodyIsKnown_withNoTouch', async () => {
    const { page } = await visit(await open({ plays: turns }))
    await signIn(page, '/kiosk')
    const said = page.getByRole('region', { name: 'Result' })
    await said.getByText('Unknown face').waitFor({ timeout: 60_000 })
    const refused = Date.now()
    await snapshot(page, 'kiosk-unknown')
    await said.getByRole('heading', { level: 2, name: NAME }).waitFor({ timeout: 60_000 })
    console.log(`queue: from "Unknown face" to the name of the next one ${Date.now() - refused} ms`)
  })

  it('networkCut_keepsTheCheckIn_andSendsItOnce', async () => {
    const { page, context } = await visit(await open({ plays: clip }), NARROW)
    await signIn(page, '/kiosk')
    await page.getByRole('heading', { level: 2, name: NAME }).waitFor({ timeout: 60_000 })
    await snapshot(page, 'kiosk-valid')
    await context.setOffline(true)
    await page.getByText('No network').waitFor()
    await page
      .getByRole('heading', { name: 'Your picture is kept on this device' })
      .waitFor({ timeout: 60_000 })
    await page.getByText(/kept here/).waitFor()
    await snapshot(page, 'kiosk-offline')
    expect(await accessibilityFaults(page)).toEqual([])
    await context.setOffline(false)
    await page.getByText(/kept check-in.* sent/).waitFor({ timeout: 60_000 })
  })

  it('loadedAgainWithoutTheNetwork_theKioskGoesOn', async () => {
    const { page, context } = await visit(await open({ plays: still }, { trusting: true }), NARROW)
    await signIn(page, '/install')
    await page.getByText('This browser trusts the certificate').waitFor({ timeout: 60_000 })
    await snapshot(page, 'install-ready')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.goto(new URL('/kiosk', page.url()).href)
    await page.getByRole('heading', { level: 2, name: NAME }).waitFor({ timeout: 60_000 })
    await context.setOffline(true)
    await page.reload()
    await page
      .getByRole('heading', { name: 'Your picture is kept on this device' })
      .waitFor({ timeout: 60_000 })
    await page.getByText('1 kept here').waitFor()
    await snapshot(page, 'kiosk-loaded-offline')
    await context.setOffline(false)
    await page.getByText('1 kept check-in was sent').waitFor({ timeout: 60_000 })
  })

  it('settings_areBehindThePin', async () => {
    await api('PATCH', '/settings', { kiosk: { pin: PIN } })
    const { page } = await visit(await open({ plays: still }))
    await signIn(page, '/kiosk')
    await page.getByRole('button', { name: 'Kiosk settings' }).click()
    const pin = page.getByLabel('PIN of the kiosk')
    await pin.fill('0000')
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByText('This is not the PIN.').waitFor()
    expect(await page.getByRole('link', { name: 'Leave the kiosk' }).count()).toBe(0)
    await snapshot(page, 'kiosk-locked')
    expect(await accessibilityFaults(page)).toEqual([])
    await pin.fill(PIN)
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByRole('link', { name: 'Leave the kiosk' }).waitFor()
    await snapshot(page, 'kiosk-unlocked')
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('kioskUser_comesToTheKioskAtOnce_andSeesNothingElse', async () => {
    const username = `door-${Date.now() % 1_000_000}`
    const { link } = await api<{ link: string }>('POST', '/invites', { role: 'kiosk' })
    const taken = await caller.post(`${url}/api/v1/invites/by-token/${link.split('/').at(-1)}`, {
      data: { username, password: PASSWORD },
    })
    expect(taken.status()).toBeLessThan(300)
    const { page } = await visit(await open({ plays: still }), NARROW)
    await signIn(page, '/', { username, password: PASSWORD })
    await page.waitForURL(`${url}/kiosk`)
    await page.getByRole('heading', { level: 2, name: NAME }).waitFor({ timeout: 60_000 })
    await snapshot(page, 'kiosk-as-kiosk')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.goto(`${url}/people`)
    await page.getByRole('heading', { name: 'This page is not for your role' }).waitFor()
  })

  it('cameraDenied_saysHowToAllowIt_onThePhone', async () => {
    const { page } = await visit(await open('denied'), NARROW)
    await signIn(page, '/kiosk')
    await page.getByText('The camera is not allowed').waitFor()
    await snapshot(page, 'kiosk-denied')
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('rightToLeft_andDark_areDrawn', async () => {
    const browser = await open({ plays: still })
    for (const [viewport, scheme] of [
      [WIDE, 'light'],
      [NARROW, 'dark'],
    ] as const) {
      const { page, context } = await visit(browser, viewport, scheme)
      await signIn(page, '/welcome')
      await page.evaluate(() => localStorage.setItem('rollcall-language', 'ar'))
      for (const place of ['welcome', 'check-in', 'people/new', 'class-photo', 'install']) {
        await page.goto(new URL(`/${place}`, page.url()).href)
        await page.getByRole('heading', { level: 1 }).waitFor()
        expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
        await snapshot(page, `ar-${place.replace('/', '-')}-${scheme}`)
        expect(await accessibilityFaults(page)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
          viewport.width,
        )
      }
      await context.close()
    }
  })

  it('classPhoto_namesWhoIsOnIt', async () => {
    const browser = await open('absent')
    for (const viewport of [WIDE, NARROW]) {
      const { page, context } = await visit(browser, viewport)
      await signIn(page, '/class-photo')
      await chooser(page).setInputFiles(shots)
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
