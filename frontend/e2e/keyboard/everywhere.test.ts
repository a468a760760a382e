import { describe, expect, it } from 'vitest'
import { sharedBrowser } from '../ground'
import { saying } from '../look'
import { DIALOGS, EVERYBODY, administration } from '../places'
import { openSchool } from '../school'
import { NARROW, WIDE, settled, signIn, snapshot, url } from '../site'
import { MOST_TABS, missed, step, walkContent, watchKeyboard } from './walk'

const school = openSchool()
const browser = sharedBrowser('absent')
const say = saying('en')
const paths = () => [...EVERYBODY, ...administration(school).map(([, path]) => path)]

describe('the keyboard alone', () => {
  it.each([
    ['wide', WIDE],
    ['narrow', NARROW],
  ] as const)('everyPage_%s_isWalkedThrough_withTheFocusInSight', async (_, viewport) => {
    const { page, context } = await browser.visit(viewport)
    await signIn(page, '/account')
    const faults: string[] = []
    for (const path of paths()) {
      await page.goto(url + path)
      await settled(page)
      faults.push(...(await walkContent(page)).map((fault) => `${path} ${fault}`))
    }
    expect(faults).toEqual([])
    await context.close()
  })

  it('firstTab_showsTheSkipLink_andTheNavigationFollows', async () => {
    const { page, context } = await browser.visit()
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

  it.each(DIALOGS)('dialog_%s_keepsTheKeyboard_andGivesItBack', async (name, path, key) => {
    const opener = say(key)
    const { page, context } = await browser.visit(NARROW)
    await signIn(page, '/account')
    await page.goto(url + path(school))
    await settled(page)
    await page.getByRole('button', { name: opener, exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await snapshot(page, `dialog-${name}`)
    await watchKeyboard(page, '[role=dialog]')
    const faults: string[] = []
    for (let i = 0; i < MOST_TABS; i++) {
      await page.keyboard.press('Tab')
      const now = await step(page)
      faults.push(...now.faults)
      if (!now.inside) faults.push(`left the dialog for ${now.brief}`)
    }
    expect([...faults, ...(await missed(page))]).toEqual([])
    // Where the walk ends on a field with an open list, that is what the first Escape closes.
    const listed = page.locator('[role=dialog] [role=combobox][aria-expanded=true]')
    if (await listed.isVisible()) await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toContain(opener)
    await context.close()
  })
})
