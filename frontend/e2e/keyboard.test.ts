// oxlint-disable no-await-in-loop, unicorn/consistent-function-scoping -- a key at a time; what runs in the page reaches nothing outside of it
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type School, fillSchool } from './school'
import { NARROW, WIDE, launch, signIn, snapshot, url, visit } from './site'

const MOST_TABS = 120

let browser: Browser
let school: School

beforeAll(async () => {
  browser = await launch('absent')
  school = await fillSchool(browser)
})
afterAll(async () => {
  await school?.end()
  await browser?.close()
})

const pages = () => [
  '/check-in',
  '/class-photo',
  '/people/new',
  '/people',
  '/analyse',
  '/welcome',
  '/install',
  '/mine',
  '/groups',
  `/groups/${school.group}`,
  `/groups/${school.group}?part=schedules`,
  '/sessions',
  `/sessions/${school.session}`,
  '/records',
  `/records/${school.record}`,
  '/review',
  '/reports',
  '/reports?part=people',
  '/imports',
  '/imports/new',
  `/imports/${school.importId}`,
  '/models',
  '/users',
  '/audit',
  '/settings',
  '/settings?part=attendance',
  '/settings?part=mail',
  '/settings?part=programs',
  '/settings?part=site',
  '/account',
]

/** Dialogs, by their page and the words of the button that opens them. */
const DIALOGS = [
  ['/groups', 'New group'],
  ['/sessions', 'One-off session'],
  ['/users', 'Invite somebody'],
  ['/settings?part=programs', 'Make a key'],
  ['/settings?part=programs', 'New webhook'],
] as const

type Step = { inside: boolean; brief: string; faults: string[] }
type Walk = { step(): Step; missed(): string[] }

/** Puts into the page what watches where the keyboard is within `root`. */
async function watchKeyboard(page: Page, root: string): Promise<void> {
  await page.evaluate((selector) => {
    const within = document.querySelector(selector)
    if (!within) throw new Error(`no ${selector}`)
    const brief = (element: Element) =>
      element.outerHTML.replaceAll(/ (class|style|id|data-[\w-]+)="[^"]*"/g, '').slice(0, 120)
    /** All that a mark of focus is drawn with, on it and on what is drawn in its stead. */
    const drawn = (element: Element) =>
      [
        element,
        element.parentElement,
        element.parentElement?.parentElement,
        ...(element.parentElement?.children ?? []),
      ]
        .map((each) => {
          if (!each) return ''
          const { outline, boxShadow, borderColor, backgroundColor } = getComputedStyle(each)
          return [outline, boxShadow, borderColor, backgroundColor].join(' ')
        })
        .join('\n')
    const seen = new Set<Element>()
    let before: { element: Element; drawn: string } | null = null
    const reachable = () =>
      [
        ...within.querySelectorAll<HTMLElement>(
          'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]',
        ),
      ].filter((element) => {
        const { width, height } = element.getBoundingClientRect()
        // Of radio buttons the keyboard goes to one, and on by the arrows.
        const other =
          element instanceof HTMLInputElement &&
          element.type === 'radio' &&
          [...within.querySelectorAll<HTMLInputElement>(`input[name="${element.name}"]`)].some(
            (radio) => radio !== element && (radio.checked || seen.has(radio)),
          )
        return (
          !other &&
          element.tabIndex >= 0 &&
          !element.matches(':disabled, [aria-hidden=true] *, [inert] *') &&
          width > 0 &&
          height > 0 &&
          // Not what a closed part holds.
          element.checkVisibility({ visibilityProperty: true })
        )
      })
    const walk: Walk = {
      step() {
        const faults: string[] = []
        const element = document.activeElement ?? document.body
        // A date has parts of its own that the keyboard goes through.
        if (before && before.element !== element && drawn(before.element) === before.drawn)
          faults.push(`nothing shows the focus on ${brief(before.element)}`)
        const inside = within.contains(element) && element !== within
        before = inside ? { element, drawn: drawn(element) } : null
        if (!inside) return { inside, brief: brief(element), faults }
        seen.add(element)
        const { left, right, top, bottom } = element.getBoundingClientRect()
        const header = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0
        const free = element.closest('[role=dialog]') ? 0 : header
        if (bottom <= free || top >= innerHeight || right <= 0 || left >= innerWidth)
          faults.push(`out of sight: ${brief(element)}`)
        return { inside, brief: brief(element), faults }
      },
      missed: () =>
        reachable()
          .filter((element) => !seen.has(element))
          .map(brief),
    }
    Object.assign(window, { rollcallWalk: walk })
  }, root)
}

const step = (page: Page) =>
  page.evaluate(() => (window as unknown as { rollcallWalk: Walk }).rollcallWalk.step())
const missed = (page: Page) =>
  page.evaluate(() => (window as unknown as { rollcallWalk: Walk }).rollcallWalk.missed())

async function settled(page: Page) {
  await page.locator('main h1').waitFor()
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
}

/** From the skip link through the content until the keyboard leaves it. */
async function walkContent(page: Page): Promise<string[]> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.evaluate(() => document.querySelector<HTMLElement>('a[href="#content"]')?.focus())
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  await watchKeyboard(page, '#content')
  const faults: string[] = []
  for (let i = 0; i < MOST_TABS; i++) {
    await page.keyboard.press('Tab')
    const now = await step(page)
    faults.push(...now.faults)
    if (!now.inside)
      return [...faults, ...(await missed(page)).map((left) => `not reached: ${left}`)]
  }
  return [...faults, `the keyboard does not leave the page in ${MOST_TABS} steps`]
}

describe('the keyboard alone', () => {
  it.each([
    ['wide', WIDE],
    ['narrow', NARROW],
  ] as const)('everyPage_%s_isWalkedThrough_withTheFocusInSight', async (_, viewport) => {
    const { page, context } = await visit(browser, viewport)
    await signIn(page, '/account')
    const faults: string[] = []
    for (const path of pages()) {
      await page.goto(url + path)
      await settled(page)
      faults.push(...(await walkContent(page)).map((fault) => `${path} ${fault}`))
    }
    expect(faults).toEqual([])
    await context.close()
  })

  it('firstTab_showsTheSkipLink_andTheNavigationFollows', async () => {
    const { page, context } = await visit(browser)
    await signIn(page, '/people')
    await page.goto(`${url}/people`)
    await settled(page)
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: 'Skip to the content' })
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true)
    expect(await skip.evaluate((link) => getComputedStyle(link).clipPath)).toBe('none')
    await snapshot(page, 'keyboard-skip')
    await watchKeyboard(page, '#navigation')
    const faults: string[] = []
    let inside = false
    for (let i = 0; i < MOST_TABS; i++) {
      await page.keyboard.press('Tab')
      const now = await step(page)
      faults.push(...now.faults)
      if (inside && !now.inside) break
      inside = now.inside
    }
    expect([...faults, ...(await missed(page))]).toEqual([])
    await context.close()
  })

  it.each(DIALOGS)('dialog_on_%s_%s_keepsTheKeyboard_andGivesItBack', async (path, opener) => {
    const { page, context } = await visit(browser, NARROW)
    await signIn(page, '/account')
    await page.goto(url + path)
    await settled(page)
    await page.getByRole('button', { name: opener }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await snapshot(page, `dialog-${opener.toLowerCase().replaceAll(' ', '-')}`)
    await watchKeyboard(page, '[role=dialog]')
    const faults: string[] = []
    for (let i = 0; i < MOST_TABS; i++) {
      await page.keyboard.press('Tab')
      const now = await step(page)
      faults.push(...now.faults)
      if (!now.inside) faults.push(`left the dialog for ${now.brief}`)
    }
    expect([...faults, ...(await missed(page))]).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toContain(opener)
    await context.close()
  })
})
