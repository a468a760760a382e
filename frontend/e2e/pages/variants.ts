import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Language, look, saying } from '../look'
import { NARROW, WIDE, type Webcam, launch, password, url, visit } from '../site'

/** Every state of every page is drawn in each of these: width, colours and language. */
const VARIANTS: [typeof WIDE, 'light' | 'dark', Language][] = [
  [WIDE, 'light', 'en'],
  [NARROW, 'dark', 'en'],
  [NARROW, 'light', 'ar'],
  [WIDE, 'dark', 'ar'],
  [NARROW, 'light', 'vi'],
  [WIDE, 'dark', 'vi'],
]
const wanted = process.env.ROLLCALL_E2E_VARIANTS?.split(',').map(Number)
const chosen = wanted ? VARIANTS.filter((_, i) => wanted.includes(i)) : VARIANTS

export type Visitor = {
  page: Page
  say: ReturnType<typeof saying>
  see: (name: string) => Promise<void>
}

/** Goes through the states once a variant, and wants to have found nothing at the end. */
export async function inEachVariant(
  webcam: Webcam,
  walk: (visitor: Visitor) => Promise<void>,
): Promise<void> {
  const browser = await launch(webcam)
  const faults: string[] = []
  try {
    for (const [viewport, scheme, language] of chosen) {
      const { page, context } = await visit(browser, viewport, scheme)
      await page.addInitScript((of) => localStorage.setItem('rollcall-language', of), language)
      const see = async (name: string) => {
        const found = await look(page, `${name}-${language}-${scheme}`)
        for (const fault of found) console.log(fault)
        faults.push(...found)
      }
      await walk({ page, say: saying(language), see })
      await context.close()
    }
  } finally {
    await browser.close()
  }
  expect(faults).toEqual([])
}

export async function enter(
  { page, say }: Visitor,
  path: string,
  who = { username: 'admin', password },
): Promise<void> {
  await page.goto(url + path)
  await page.getByLabel(say('session:username')).fill(who.username)
  await page.getByLabel(say('session:password'), { exact: true }).fill(who.password)
  await submitLogin({ page, say })
  await page
    .getByRole('heading', { level: 1 })
    .filter({ hasNotText: say('session:title') })
    .waitFor()
}

export const submitLogin = ({ page, say }: Pick<Visitor, 'page' | 'say'>) =>
  page.getByRole('button', { name: say('session:submit'), exact: true }).click()
