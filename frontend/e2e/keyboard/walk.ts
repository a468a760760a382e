// oxlint-disable unicorn/consistent-function-scoping -- what runs in the page reaches nothing outside of it
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

export const MOST_TABS = 120

type Step = { inside: boolean; brief: string; faults: string[] }
type Walk = { step(): Step; missed(): string[] }

/** Puts into the page what watches where the keyboard is within `root`. */
export async function watchKeyboard(page: Page, root: string): Promise<void> {
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
        if (before && before.element !== element && drawn(before.element) === before.drawn)
          faults.push(`nothing shows the focus on ${brief(before.element)}`)
        const inside = within.contains(element) && element !== within
        // A date has parts of its own that the keyboard goes through: it is marked as it was at the first.
        if (before?.element !== element) before = { element, drawn: drawn(element) }
        if (!inside) before = null
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

/** Where the keyboard is now, and what was wrong on the way. */
export const step = (page: Page) =>
  page.evaluate(() => (window as unknown as { rollcallWalk: Walk }).rollcallWalk.step())
/** What the keyboard has not come to. */
export const missed = (page: Page) =>
  page.evaluate(() => (window as unknown as { rollcallWalk: Walk }).rollcallWalk.missed())

/** From the skip link through the content until the keyboard leaves it. */
export async function walkContent(page: Page): Promise<string[]> {
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
