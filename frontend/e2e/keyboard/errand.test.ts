import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { sharedBrowser } from '../ground'
import { saying } from '../look'
import { chooser, heading, password, url } from '../site'
import { PIN, standing } from '../standing'
import { MOST_TABS } from './walk'

const here = standing()
const browser = sharedBrowser('absent')
const say = saying('en')

describe('the keyboard alone', () => {
  it('goesAllTheWay', async () => {
    const { page } = await browser.visit()
    const tabTo = async (target: Locator) => {
      for (let i = 0; i < MOST_TABS; i++) {
        await page.keyboard.press('Tab')
        if (await target.evaluate((element) => element === document.activeElement)) return
      }
      throw new Error(`the Tab key does not lead to ${String(target)}`)
    }
    await page.goto(url)
    await tabTo(page.getByLabel(say('session:username')))
    await page.keyboard.type('admin')
    await tabTo(page.getByLabel(say('session:password'), { exact: true }))
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: say('app:place.people'), exact: true }).waitFor()

    await page.goto(`${url}/people`)
    await heading(page, say('people:list.title'))
    await tabTo(page.getByText(say('app:skip')))
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    await tabTo(page.getByRole('link', { name: here.stage.person.name }))
    await page.keyboard.press('Enter')
    await heading(page, here.stage.person.name)
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
    await chooser(page).setInputFiles(here.files.crowd)
    const known = page.getByRole('button', {
      name: say('classphoto:face_of', { name: here.stage.person.name }),
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
})
