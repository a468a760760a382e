import { describe, it } from 'vitest'
import { chooser, heading } from '../site'
import { standing } from '../standing'
import { enter, inEachVariant } from './variants'

const here = standing()

describe('pictures of a room', () => {
  it('classPhoto', () =>
    inEachVariant('absent', async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/class-photo')
      await heading(page, say('classphoto:title'))
      await see('class-photo-empty')
      await page.getByLabel(say('classphoto:session')).selectOption(here.stage.session.id)
      await chooser(page).setInputFiles([here.files.crowd, here.files.friend])
      const known = page.getByRole('button', {
        name: say('classphoto:face_of', { name: here.stage.person.name }),
      })
      await known.first().waitFor({ timeout: 30_000 })
      await page.getByText('friend.jpg').waitFor()
      await page
        .getByRole('button', { name: say('classphoto:face_of', { name: here.stage.friend.name }) })
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
      const somebody = page.locator('[role=option]').filter({ hasText: here.stage.absent.name })
      await somebody.waitFor()
      await see('class-photo-choose')
      await somebody.click()
      await dialog.getByRole('button', { name: say('classphoto:correct.choose') }).click()
      await see('class-photo-corrected')
    }))

  it('analyse', () =>
    inEachVariant('absent', async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/analyse')
      await see('analyse-empty')
      await chooser(page).setInputFiles(here.files.crowd)
      await page.getByText(say('analyse:face_number', { number: '1' })).waitFor({ timeout: 20_000 })
      await page.getByText(say('analyse:json')).click()
      await see('analyse')
      await chooser(page).setInputFiles(here.files.nobody)
      await page.getByText(say('analyse:nobody.title')).waitFor()
      await see('analyse-nobody')
    }))
})
