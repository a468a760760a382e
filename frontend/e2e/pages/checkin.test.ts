import { describe, it } from 'vitest'
import { chooser, url } from '../site'
import { PIN, standing } from '../standing'
import { enter, inEachVariant } from './variants'

const here = standing()

describe('the camera at the door', () => {
  it('checkIn', () =>
    inEachVariant({ plays: here.clips.person }, async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/check-in')
      const result = page.getByRole('region', { name: say('checkin:result') })
      await result
        .getByRole('heading', { name: here.stage.person.name })
        .waitFor({ timeout: 30_000 })
      await see('check-in-valid')
      await result.getByText(say('checkin:details')).click()
      await see('check-in-details')
      await page.getByText(say('checkin:by_picture'), { exact: true }).click()
      await see('check-in-picture')
      await chooser(page).setInputFiles(here.files.nobody)
      await result.getByText(say('checkin:try_again'), { exact: true }).first().waitFor()
      await see('check-in-no-face')
    }))

  it('kiosk', () =>
    inEachVariant({ plays: here.clips.person }, async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/kiosk')
      const shown = page.getByRole('heading', { level: 2, name: here.stage.person.name })
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
      await page.getByLabel(say('checkin:session.label')).selectOption(here.stage.session.id)
      await page.getByLabel(say('checkin:kiosk.operator')).check({ force: true })
      await page.getByText(say('checkin:kiosk.go_on')).click()
      await page.reload()
      await shown.waitFor({ timeout: 30_000 })
      await page.getByText(say('checkin:detail.distance'), { exact: true }).waitFor()
      await see('kiosk-operator')
      await page.evaluate(() => localStorage.removeItem('rollcall-device'))
    }))

  it('kioskOffline', () =>
    inEachVariant({ plays: here.clips.person }, async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/check-in')
      await page.getByRole('heading', { name: here.stage.person.name }).waitFor({ timeout: 30_000 })
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
    inEachVariant({ plays: here.clips.stranger }, async (visitor) => {
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
    inEachVariant({ plays: here.clips.empty }, async (visitor) => {
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
})
