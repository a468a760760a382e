import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { sharedBrowser } from './ground'
import { administration } from './places'
import { PASSWORD, ROLES, type Role, openSchool } from './school'
import { NARROW, WIDE, accessibilityFaults, settled, signIn, snapshot, url } from './site'

const school = openSchool()
const browser = sharedBrowser('absent')
const pages = () => administration(school)

/** A page that stands in the navigation. */
const TOP = /^\/[a-z]+$/
const DENIED = 'This page is not for your role'

/** Moves within the app as a link does: its code stays loaded, and the keyboard starts at the new page. */
async function go(page: Page, path: string) {
  const stays = new URL(page.url()).pathname === path.split('?')[0]
  await page.evaluate((to) => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    history.pushState({}, '', to)
    dispatchEvent(new PopStateEvent('popstate', { state: {} }))
  }, path)
  if (!stays) await page.waitForFunction(() => document.activeElement?.id === 'content')
  await settled(page)
}

async function visitor(role: Role, viewport = WIDE, scheme: 'light' | 'dark' = 'light') {
  const { page, context, strayRequests } = await browser.visit(viewport, scheme)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`${page.url()} ${error.message}`))
  page.on('response', (answer) => {
    if (
      answer.status() >= 400 &&
      answer.url().includes('/api/v1/') &&
      !answer.url().endsWith('/me')
    )
      faults.push(`${role} ${page.url()} ${answer.status()} ${answer.url()}`)
  })
  await signIn(page, '/account', school.users[role])
  return { page, context, strayRequests, faults }
}

describe('administration', () => {
  it.each([
    [WIDE, 'light'],
    [NARROW, 'dark'],
  ] as const)('everyPage_at_%o_%s_isDrawnWithoutFault', async (viewport, scheme) => {
    const { page, context, strayRequests, faults } = await visitor('owner', viewport, scheme)
    for (const [name, path] of pages()) {
      await go(page, path)
      await snapshot(page, `administration-${name}${scheme === 'dark' ? '-dark' : ''}`)
      faults.push(...(await accessibilityFaults(page)))
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      if (width > viewport.width) faults.push(`${path} is ${width} pixels wide`)
    }
    expect(faults).toEqual([])
    expect(strayRequests).toEqual([])
    await context.close()
  })

  it.each(ROLES)('%s_seesWhatIsTheirs_andIsToldWhatIsNot', async (role) => {
    const { page, context, faults } = await visitor(role, role === 'manager' ? NARROW : WIDE)
    const links = await page
      .locator('#navigation a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    const inNavigation = pages().filter(([, path]) => TOP.test(path))
    const top = inNavigation.map(([, path]) => path)
    const own = inNavigation.filter(([, , whose]) => whose.includes(role)).map(([, path]) => path)
    expect(links.filter((link) => top.includes(link)).toSorted()).toEqual(own.toSorted())
    // A part of a page has the permission of the page.
    for (const [, path, whose] of pages().filter(([, at]) => !at.includes('?'))) {
      const allowed = whose.includes(role)
      await go(page, path)
      const denied = await page.getByRole('heading', { level: 1, name: DENIED }).count()
      expect([role, path, denied]).toEqual([role, path, allowed ? 0 : 1])
    }
    await snapshot(page, `administration-as-${role}`)
    faults.push(...(await accessibilityFaults(page)))
    expect(faults).toEqual([])
    await context.close()
  })

  it('temporaryPassword_isChangedBeforeAnythingElse', async () => {
    const { page, context } = await browser.visit(NARROW)
    await signIn(page, '/groups', school.newcomer)
    await page.waitForURL(`${url}/account`)
    await snapshot(page, 'administration-password-to-change')
    await page.getByLabel('Current password', { exact: true }).fill(school.newcomer.password)
    await page.getByLabel('New password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.getByText('The password is changed').waitFor()
    await go(page, '/groups')
    await page.getByRole('heading', { level: 1, name: 'Groups' }).waitFor()
    await context.close()
  })
})
