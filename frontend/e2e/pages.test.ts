import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from './account'
import { emptyFrame, writeClip } from './clip'
import { type Cast, castOf } from './faces'
import { type Language, look, saying } from './look'
import { NARROW, WIDE, launch, url, visit } from './site'
import { type Api, type Stage, apiOf, clearStage, eraseAll, stageFor } from './stage'

/** Every state of the pages that everybody meets, as it is drawn in width, colours and language. */
const VARIANTS: [typeof WIDE, 'light' | 'dark', Language][] = [
  [WIDE, 'light', 'en'],
  [NARROW, 'dark', 'en'],
  [NARROW, 'light', 'ar'],
  [WIDE, 'dark', 'ar'],
  [NARROW, 'light', 'vi'],
  [WIDE, 'dark', 'vi'],
]
const wanted = process.env.ROLLCALL_E2E_VARIANTS?.split(',').map(Number)
const variants = wanted ? VARIANTS.filter((_, i) => wanted.includes(i)) : VARIANTS

const PIN = '2580'
const ADDED = 'Lovelace عمر'
const MOST_TABS = 80

let folder: string
let browser: Browser | null = null
let cast: Cast
let api: Api
let stage: Stage
const clips = { person: '', stranger: '', empty: '' }
const files = { shots: [] as string[], crowd: '', friend: '', nobody: '' }
let drawing: Browser

const write = (name: string, content: Buffer) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-e2e-'))
  drawing = await launch('absent')
  const { page } = await visit(drawing)
  cast = await castOf(page)
  api = await apiOf(page.request)
  await eraseAll(api, ADDED)
  stage = await stageFor(api, cast)
  await api('PATCH', '/settings', { kiosk: { pin: PIN } })
  const [first] = cast.person
  const last = cast.person.at(-1)
  if (!first || !last || !cast.friend[1]) throw new Error('the cast is too small')
  const empty = await emptyFrame(page)
  clips.person = writeClip(join(folder, 'person.mjpeg'), last)
  clips.stranger = writeClip(join(folder, 'stranger.mjpeg'), cast.stranger)
  clips.empty = writeClip(join(folder, 'empty.mjpeg'), empty)
  files.shots = cast.person.slice(0, 3).map((jpeg, i) => write(`shot-${i}.jpg`, jpeg))
  files.crowd = write('class-2a.jpg', cast.crowd)
  files.friend = write('friend.jpg', cast.friend[1])
  files.nobody = write('nobody.jpg', empty)
})

afterEach(async () => {
  await browser?.close()
  browser = null
})

afterAll(async () => {
  await api('PATCH', '/settings', { kiosk: { pin: null } })
  await clearStage(api)
  await drawing.close()
  rmSync(folder, { recursive: true, force: true })
})

type Visit = { page: Page; say: ReturnType<typeof saying>; see: (name: string) => Promise<void> }

/** Goes through the states once a variant, and wants to have found nothing at the end. */
async function inEachVariant(
  clip: string | 'denied' | 'absent',
  walk: (visitor: Visit) => Promise<void>,
  chosen = variants,
): Promise<void> {
  browser = await launch(clip === 'denied' || clip === 'absent' ? clip : { plays: clip })
  const faults: string[] = []
  for (const [viewport, scheme, language] of chosen) {
    const { page, context } = await visit(browser, viewport, scheme)
    await page.addInitScript(
      (chosenLanguage) => localStorage.setItem('rollcall-language', chosenLanguage),
      language,
    )
    const see = async (name: string) => {
      const found = await look(page, `${name}-${language}-${scheme}`)
      for (const fault of found) console.log(fault)
      faults.push(...found)
    }
    // oxlint-disable-next-line no-await-in-loop -- one visitor after the other
    await walk({ page, say: saying(language), see })
    await context.close()
  }
  expect(faults).toEqual([])
}

async function enter({ page, say }: Visit, path: string): Promise<void> {
  await page.goto(url + path)
  await page.getByLabel(say('session:username')).fill('admin')
  await page
    .getByLabel(say('session:password'), { exact: true })
    .fill(process.env.ROLLCALL_ADMIN_PASSWORD ?? '')
  await page.getByRole('button', { name: say('session:submit'), exact: true }).click()
  await page
    .getByRole('heading', { level: 1 })
    .filter({ hasNotText: say('session:title') })
    .waitFor()
}

const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
const chooser = (page: Page) => page.locator('input[type=file]')

describe('the pages everybody meets', () => {
  it('login', () =>
    inEachVariant('absent', async (visitor) => {
      const { page, say, see } = visitor
      await page.goto(url)
      await heading(page, say('session:title'))
      await see('login')
      await page.getByLabel(say('session:username')).fill('admin')
      await page.getByLabel(say('session:password'), { exact: true }).fill('wrong one')
      await page.getByRole('button', { name: say('session:submit'), exact: true }).click()
      await page.getByText(say('common:problem.wrong_credentials.title')).waitFor()
      await see('login-wrong')
      await page.goto(`${url}/password-reset`)
      await heading(page, say('session:reset.title'))
      await see('password-reset')
      await page.goto(`${url}/invite/no-such-invitation`)
      await page.getByText(say('session:invite.gone.title')).waitFor()
      await see('invite-gone')
      await enter(visitor, '/no-such-page')
      await see('not-found')
      await page.goto(`${url}/welcome`)
      await heading(page, say('guide:title'))
      await page.getByRole('heading', { level: 2, name: say('guide:check.title') }).waitFor()
      await see('welcome')
      await page.goto(`${url}/install`)
      await heading(page, say('guide:install.title'))
      await see('install')
    }))

  it('checkIn', () =>
    inEachVariant(clips.person, async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/check-in')
      const result = page.getByRole('region', { name: say('checkin:result') })
      await result.getByRole('heading', { name: stage.person.name }).waitFor({ timeout: 30_000 })
      await see('check-in-valid')
      await result.getByText(say('checkin:details')).click()
      await see('check-in-details')
      await page.getByText(say('checkin:by_picture'), { exact: true }).click()
      await see('check-in-picture')
      await chooser(page).setInputFiles(files.nobody)
      await result.getByText(say('checkin:try_again'), { exact: true }).first().waitFor()
      await see('check-in-no-face')
    }))

  it('kiosk', () =>
    inEachVariant(clips.person, async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/kiosk')
      const shown = page.getByRole('heading', { level: 2, name: stage.person.name })
      await shown.waitFor({ timeout: 30_000 })
      await see('kiosk-valid')
      await page.getByRole('button', { name: say('checkin:kiosk.settings') }).click()
      const pin = page.getByLabel(say('checkin:kiosk.pin'), { exact: true })
      await pin.waitFor()
      await see('kiosk-locked')
      await pin.fill('0000')
      await page.getByRole('button', { name: say('checkin:kiosk.unlock') }).click()
      await page.getByText(say('checkin:kiosk.pin_wrong')).waitFor()
      await see('kiosk-pin-wrong')
      await pin.fill(PIN)
      await page.getByRole('button', { name: say('checkin:kiosk.unlock') }).click()
      await page.getByText(say('checkin:kiosk.go_on')).waitFor()
      await see('kiosk-settings')
      await page.getByLabel(say('checkin:session.label')).selectOption(stage.session.id)
      await page.getByLabel(say('checkin:kiosk.operator')).check({ force: true })
      await page.getByText(say('checkin:kiosk.go_on')).click()
      await page.reload()
      await shown.waitFor({ timeout: 30_000 })
      await page.getByText(say('checkin:detail.distance'), { exact: true }).waitFor()
      await see('kiosk-operator')
      await page.evaluate(() => localStorage.removeItem('rollcall-device'))
    }))

  it('kioskOffline', () =>
    inEachVariant(clips.person, async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/check-in')
      await page.getByRole('heading', { name: stage.person.name }).waitFor({ timeout: 30_000 })
      await page.getByRole('link', { name: say('checkin:kiosk.open') }).click()
      await page.getByRole('button', { name: say('checkin:kiosk.settings') }).waitFor()
      await page.context().setOffline(true)
      await page.getByText(say('checkin:offline.no_network')).waitFor()
      await page
        .getByRole('heading', { name: say('checkin:kept.headline') })
        .waitFor({ timeout: 30_000 })
      await see('kiosk-offline')
      await page.goBack()
      await see('check-in-offline')
      await page.context().setOffline(false)
    }))

  it('kioskStranger', () =>
    inEachVariant(clips.stranger, async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/kiosk')
      await page
        .getByRole('heading', { name: say('common:reason.UNKNOWN_FACE.title') })
        .waitFor({ timeout: 30_000 })
      await see('kiosk-unknown')
      await page.goto(`${url}/check-in`)
      await page
        .getByRole('heading', { name: say('common:reason.UNKNOWN_FACE.title') })
        .waitFor({ timeout: 30_000 })
      await see('check-in-unknown')
    }))

  it('nobodyBeforeTheCamera', () =>
    inEachVariant(clips.empty, async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/kiosk')
      await page.getByText(say('common:camera.hint.none')).waitFor({ timeout: 30_000 })
      await see('kiosk-empty')
      await page.goto(`${url}/check-in`)
      await page.getByText(say('common:camera.hint.none')).waitFor({ timeout: 30_000 })
      await see('check-in-empty')
    }))

  it('cameraDenied', () =>
    inEachVariant('denied', async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/kiosk')
      await page.getByText(say('common:camera.fault.denied.title')).waitFor()
      await see('kiosk-denied')
      await page.goto(`${url}/check-in`)
      await page.getByText(say('common:camera.fault.denied.title')).waitFor()
      await see('check-in-denied')
      await page.goto(`${url}/people/new`)
      await page.getByText(say('common:camera.fault.denied.title')).waitFor()
      await see('add-person-denied')
    }))

  it('classPhoto', () =>
    inEachVariant('absent', async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/class-photo')
      await heading(page, say('classphoto:title'))
      await see('class-photo-empty')
      await page.getByLabel(say('classphoto:session')).selectOption(stage.session.id)
      await chooser(page).setInputFiles([files.crowd, files.friend])
      const known = page.getByRole('button', {
        name: say('classphoto:face_of', { name: stage.person.name }),
      })
      await known.first().waitFor({ timeout: 30_000 })
      await page.getByText('friend.jpg').waitFor()
      await page
        .getByRole('button', { name: say('classphoto:face_of', { name: stage.friend.name }) })
        .nth(1)
        .waitFor()
      await see('class-photo')
      await page
        .getByRole('button', { name: say('classphoto:face_unknown') })
        .first()
        .click()
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      await see('class-photo-correct')
      await dialog.getByRole('combobox').or(dialog.getByRole('textbox')).first().fill('Tr')
      const somebody = page.locator('[role=option]').filter({ hasText: stage.absent.name })
      await somebody.waitFor()
      await see('class-photo-choose')
      await somebody.click()
      await dialog.getByRole('button', { name: say('classphoto:correct.choose') }).click()
      await see('class-photo-corrected')
    }))

  it('addPerson', () =>
    inEachVariant(clips.person, async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/people/new')
      await heading(page, say('people:add.title'))
      await page.getByText(say('common:camera.hint.good')).waitFor({ timeout: 30_000 })
      await see('add-person')
      await page.getByRole('button', { name: say('people:add.submit') }).click()
      await page.getByText(say('people:add.name_missing')).waitFor()
      await page.getByText(say('people:shots.files'), { exact: true }).click()
      await see('add-person-files')
      await chooser(page).setInputFiles([...files.shots, files.nobody])
      await page.getByRole('img', { name: say('people:shots.alt', { number: '4' }) }).waitFor()
      await page.getByText(say('people:quality.none')).waitFor({ timeout: 20_000 })
      await page.getByLabel(say('people:add.name')).first().fill(ADDED)
      await page.getByRole('checkbox').check()
      await see('add-person-shots')
      await page.getByRole('button', { name: say('people:add.submit') }).click()
      await page.getByText(say('people:add.similar')).waitFor({ timeout: 20_000 })
      await see('person-added-similar')
      await eraseAll(api, ADDED)
    }))

  it('people', () =>
    inEachVariant('absent', async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/people')
      await page.getByRole('link', { name: stage.person.name }).waitFor()
      await see('people')
      await page.getByLabel(say('people:list.search')).fill('nobody of that name')
      await page.getByText(say('people:list.nobody.title')).first().waitFor()
      await see('people-nobody')
      await page.goto(`${url}/people/${stage.person.id}`)
      await heading(page, stage.person.name)
      await page.getByRole('heading', { level: 2, name: say('people:attendance.title') }).waitFor()
      await page
        .getByRole('table')
        .or(page.getByText(say('people:attendance.none')))
        .waitFor()
      await see('person')
      await page.getByRole('button', { name: say('common:edit'), exact: true }).click()
      await see('person-edit')
      await page.getByRole('button', { name: say('common:cancel') }).click()
      await page.getByRole('button', { name: say('people:merge.open') }).click()
      await page.getByRole('dialog').waitFor()
      await see('person-merge')
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: say('common:delete'), exact: true }).click()
      await page.getByRole('dialog').waitFor()
      await see('person-delete')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: say('people:person.add_shots') }).click()
      await see('person-add-shots')
    }))

  it('analyse', () =>
    inEachVariant('absent', async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/analyse')
      await see('analyse-empty')
      await chooser(page).setInputFiles(files.crowd)
      await page.getByText(say('analyse:face_number', { number: '1' })).waitFor({ timeout: 20_000 })
      await page.getByText(say('analyse:json')).click()
      await see('analyse')
      await chooser(page).setInputFiles(files.nobody)
      await page.getByText(say('analyse:nobody.title')).waitFor()
      await see('analyse-nobody')
    }))

  it('keyboardAlone_goesAllTheWay', async () => {
    browser = await launch('absent')
    const { page } = await visit(browser)
    const say = saying('en')
    const tabTo = async (target: Locator) => {
      for (let i = 0; i < MOST_TABS; i++) {
        // oxlint-disable-next-line no-await-in-loop -- a key at a time
        await page.keyboard.press('Tab')
        // oxlint-disable-next-line no-await-in-loop
        if (await target.evaluate((element) => element === document.activeElement)) return
      }
      throw new Error(`the Tab key does not lead to ${String(target)}`)
    }
    await page.goto(url)
    await tabTo(page.getByLabel(say('session:username')))
    await page.keyboard.type('admin')
    await tabTo(page.getByLabel(say('session:password'), { exact: true }))
    await page.keyboard.type(process.env.ROLLCALL_ADMIN_PASSWORD ?? '')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: say('app:place.people'), exact: true }).waitFor()

    await page.goto(`${url}/people`)
    await heading(page, say('people:list.title'))
    await tabTo(page.getByText(say('app:skip')))
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    await tabTo(page.getByRole('link', { name: stage.person.name }))
    await page.keyboard.press('Enter')
    await heading(page, stage.person.name)
    await tabTo(page.getByRole('button', { name: say('common:delete'), exact: true }))
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    // Back to where it was opened from.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toBe(say('common:delete'))

    await page.goto(`${url}/class-photo`)
    await tabTo(page.getByRole('button', { name: say('common:picture.choose_many') }))
    await chooser(page).setInputFiles(files.crowd)
    const known = page.getByRole('button', {
      name: say('classphoto:face_of', { name: stage.person.name }),
    })
    await known.waitFor({ timeout: 30_000 })
    await page.getByRole('heading', { level: 1 }).click()
    await tabTo(known)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')

    await page.goto(`${url}/kiosk`)
    await tabTo(page.getByRole('button', { name: say('checkin:kiosk.settings') }))
    await page.keyboard.press('Enter')
    const pin = page.getByLabel(say('checkin:kiosk.pin'), { exact: true })
    await pin.waitFor()
    await page.keyboard.type(PIN)
    await page.keyboard.press('Enter')
    await tabTo(page.getByRole('link', { name: say('checkin:kiosk.leave') }))
    await page.keyboard.press('Enter')
    await page.waitForURL((address) => address.pathname !== '/kiosk')
  })

  it('account', () =>
    inEachVariant('absent', async (visitor) => {
      const { page, say, see } = visitor
      const username = `owner-${Date.now() % 1_000_000}`
      const first = 'a first password'
      await api('POST', '/users', { username, password: first, role: 'member' })
      const login = async (password: string) => {
        await page.goto(`${url}/account`)
        await page.getByLabel(say('session:username')).fill(username)
        await page.getByLabel(say('session:password'), { exact: true }).fill(password)
        await page.getByRole('button', { name: say('session:submit'), exact: true }).click()
      }
      await login(first)
      await heading(page, say('account:title'))
      await see('account-must-change')
      await page.getByLabel(say('account:password.current'), { exact: true }).fill(first)
      await page.getByLabel(say('account:password.next'), { exact: true }).fill('short')
      await page.getByRole('button', { name: say('account:password.submit') }).click()
      await see('account-short')
      await page.getByLabel(say('account:password.next'), { exact: true }).fill(`${first} and more`)
      await page.getByRole('button', { name: say('account:password.submit') }).click()
      await page.getByText(say('account:password.done')).waitFor()
      await page.getByRole('button', { name: say('account:factor.begin') }).click()
      const secretField = page.getByLabel(say('account:factor.secret'))
      await secretField.waitFor()
      await see('account-factor')
      const secret = await secretField.inputValue()
      await page.getByLabel(say('account:factor.code'), { exact: true }).fill(codeOf(secret))
      await page.getByRole('button', { name: say('account:factor.confirm') }).click()
      await page.getByText(say('account:factor.keep_codes')).waitFor()
      await see('account-codes')
      const [recovery = ''] = await page.locator('main code').allInnerTexts()
      await page.getByRole('button', { name: say('account:factor.kept') }).click()
      await page.getByRole('button', { name: say('account:factor.take_away') }).click()
      await see('account-take-away')
      await page.context().clearCookies()
      await page.evaluate(() => localStorage.removeItem('rollcall-last-user'))
      await login(`${first} and more`)
      await page.getByLabel(say('session:code')).waitFor()
      await see('login-code')
      await page.getByLabel(say('session:code')).fill('000000')
      await page.getByRole('button', { name: say('session:submit'), exact: true }).click()
      await page.getByText(say('session:wrong_code.title')).waitFor()
      await see('login-code-wrong')
      await page.getByLabel(say('session:code')).fill(recovery)
      await page.getByRole('button', { name: say('session:submit'), exact: true }).click()
      await heading(page, say('account:title'))
      await page.goto(`${url}/people`)
      await see('denied')
    }))
})
