import { beforeAll, describe, expect, it } from 'vitest'
import { writeClip } from './clip'
import { castOf } from './faces'
import { ground } from './ground'
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

const NAME = `Zoë 😀 عمر ${Date.now() % 100_000}`

const { open, path, write } = ground()
const clips = { enrolment: '', checkIn: '', stranger: '' }
let shots: string[] = []
let crowd = ''

beforeAll(async () => {
  const drawing = await launch('absent')
  try {
    const { page } = await visit(drawing)
    const { person, stranger } = await castOf(page)
    const [first, ...others] = person
    const last = others.pop()
    if (!first || !last) throw new Error('the cast is too small')
    clips.enrolment = writeClip(path('enrolment.mjpeg'), first)
    clips.checkIn = writeClip(path('check-in.mjpeg'), last)
    clips.stranger = writeClip(path('stranger.mjpeg'), stranger)
    shots = others.map((frame, i) => write(`shot-${i + 1}.jpg`, frame))
    crowd = write('crowd.jpg', last)
  } finally {
    await drawing.close()
  }
})

describe('a day at the door', () => {
  it('person_addedWithCameraAndFiles_isStored', async () => {
    const { page, strayRequests } = await visit(await open({ plays: clips.enrolment }))
    await page.goto(url)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await snapshot(page, 'login')
    await signIn(page, '/people/new')
    await page.getByRole('heading', { name: 'Add a person' }).waitFor()

    // The player stands still: it cannot turn its head, so each shot is asked for.
    await page.getByRole('switch', { name: /by itself/ }).uncheck({ force: true })
    if ((await page.getByRole('img', { name: 'Shot 1' }).count()) === 0) {
      await page.getByRole('button', { name: 'Take a shot' }).click()
    }
    await page.getByRole('img', { name: 'Shot 1' }).waitFor()
    await page.getByText('Pictures', { exact: true }).click()
    await chooser(page).setInputFiles(shots)
    await page.getByRole('img', { name: `Shot ${shots.length + 1}` }).waitFor()
    await page.getByLabel('Name', { exact: false }).first().fill(NAME)
    await page.getByLabel(/agrees/).check()
    await snapshot(page, 'add-person')
    await page.getByRole('button', { name: 'Add the person' }).click()

    await page.getByText(`${NAME} is added`).waitFor()
    await snapshot(page, 'person-added')
    await page.getByRole('link', { name: 'Open the person' }).click()
    await page.getByRole('heading', { level: 1, name: NAME }).waitFor()
    await page.getByText('given, version 1').waitFor()
    await snapshot(page, 'person')
    expect(strayRequests).toEqual([])
  })

  it('samePerson_beforeTheCamera_isValid_andNamed', async () => {
    const { page } = await visit(await open({ plays: clips.checkIn }))
    await signIn(page)
    const result = page.getByRole('region', { name: 'Result' })
    // Nothing is pressed: one well placed face that holds still is enough.
    await result.getByRole('heading', { name: NAME }).waitFor({ timeout: 30_000 })
    expect(await result.getByText('Valid', { exact: true }).isVisible()).toBe(true)
    const lines = await result.locator('dl').innerText()
    // A pack without a network for it says so; with one, a still picture played as a film is a hard case.
    expect(lines).toMatch(/Liveness\s+(not checked|live|unsure)/i)
    for (const label of ['Emotion', 'Age', 'Gender']) expect(lines).toContain(label)
    expect(
      await page
        .getByRole('status')
        .filter({ hasText: `Valid: ${NAME}` })
        .count(),
    ).toBe(1)
    await snapshot(page, 'check-in-valid')
    await result.getByText('Details').click()
    await result.getByText('Distance', { exact: true }).waitFor()
    await snapshot(page, 'check-in-details')
  })

  it('stranger_beforeTheCamera_isInvalid_unknownFace', async () => {
    const { page } = await visit(await open({ plays: clips.stranger }))
    await signIn(page)
    await page.getByRole('switch', { name: /by itself/ }).uncheck({ force: true })
    await page.getByText('Good: hold still').waitFor()
    const result = page.getByRole('region', { name: 'Result' })
    await page.getByRole('button', { name: 'Check in', exact: true }).click()
    await result.getByRole('heading', { name: 'Unknown face' }).waitFor()
    expect(await result.getByText('Invalid', { exact: true }).isVisible()).toBe(true)
    // The camera goes on looking after a mismatch.
    await page.getByText('Good: hold still').waitFor()
    await snapshot(page, 'check-in-unknown')
  })

  it('everyPage_atBothWidths_isDrawn', async () => {
    const running = await open({ plays: clips.checkIn })
    for (const [viewport, scheme] of [
      [WIDE, 'light'],
      [NARROW, 'dark'],
    ] as const) {
      const { page, context, strayRequests } = await visit(running, viewport, scheme)
      const faults: string[] = []
      const named = (name: string) => (scheme === 'dark' ? `${name}-dark` : name)
      const see = async (name: string) => {
        await snapshot(page, named(name))
        faults.push(...(await accessibilityFaults(page)))
      }
      await page.goto(url)
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      await see('login')
      await signIn(page)
      await page
        .getByRole('region', { name: 'Result' })
        .getByText('Valid', { exact: true })
        .waitFor()
      await see('check-in')

      await page.goto(`${url}/kiosk`)
      await page.getByRole('heading', { level: 2, name: NAME }).waitFor({ timeout: 30_000 })
      await see('kiosk')

      await page.goto(`${url}/class-photo`)
      await chooser(page).setInputFiles(crowd)
      await page
        .getByRole('button', { name: `${NAME}: correct who this is` })
        .waitFor({ timeout: 30_000 })
      await see('class-photo')

      await page.goto(`${url}/people`)
      await page.getByLabel('Search by name or id').fill(NAME)
      await page.getByRole('link', { name: NAME }).waitFor()
      await see('people')
      await page.getByRole('link', { name: NAME }).click()
      await page.getByRole('heading', { level: 1, name: NAME }).waitFor()
      await see('person')
      await page.getByRole('button', { name: 'Delete' }).click()
      await page.getByRole('dialog').getByText('cannot be undone').waitFor()
      await see('person-delete')
      await page.getByRole('button', { name: 'Keep' }).click()

      await page.goto(`${url}/people/new`)
      await page.getByText('Good: hold still').waitFor()
      await see('add-person')

      await page.goto(`${url}/records`)
      await page.getByRole('table').getByText(NAME).first().waitFor()
      await page.getByRole('table').getByText('Unknown face').first().waitFor()
      await see('records')

      await page.goto(`${url}/analyse`)
      await chooser(page).setInputFiles(crowd)
      await page.getByText('Face 1').waitFor()
      await see('analyse')

      await page.goto(`${url}/settings?part=site`)
      await page.getByText('Model pack', { exact: true }).waitFor()
      await see('settings')

      // Nothing may be wider than the screen.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        viewport.width,
      )
      expect(faults).toEqual([])
      expect(strayRequests).toEqual([])
      await context.close()
    }
  })

  it('person_renamedAndDeleted_isGone', async () => {
    const { page } = await visit(await open({ plays: clips.enrolment }))
    await signIn(page, '/people')
    await page.getByLabel('Search by name or id').fill(NAME)
    await page.getByRole('link', { name: NAME }).click()
    await page.getByRole('button', { name: 'Change' }).click()
    await page.getByLabel('Name').fill(`${NAME} the second`)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { level: 1, name: `${NAME} the second` }).waitFor()
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
    await page.getByLabel('Search by name or id').fill(NAME)
    await page.getByText('Nobody found').first().waitFor()
    await snapshot(page, 'people-nobody')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('You are signed out').waitFor()
    await page.goto(`${url}/people`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  })
})
