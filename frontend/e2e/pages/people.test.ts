import { describe, it } from 'vitest'
import { chooser, heading, url } from '../site'
import { eraseAll } from '../stage'
import { standing } from '../standing'
import { enter, inEachVariant } from './variants'

const here = standing()
const ADDED = 'Lovelace عمر'

describe('people', () => {
  it('addPerson', () =>
    inEachVariant({ plays: here.clips.person }, async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/people/new')
      await heading(page, say('people:add.title'))
      await page.getByText(say('common:camera.hint.good')).waitFor({ timeout: 30_000 })
      await see('add-person')
      await page.getByRole('button', { name: say('people:add.submit') }).click()
      await page.getByText(say('people:add.name_missing')).waitFor()
      await page.getByText(say('people:shots.files'), { exact: true }).click()
      await see('add-person-files')
      await chooser(page).setInputFiles([...here.files.shots, here.files.nobody])
      await page.getByRole('img', { name: say('people:shots.alt', { number: '4' }) }).waitFor()
      await page.getByText(say('people:quality.none')).waitFor({ timeout: 20_000 })
      await page.getByLabel(say('people:add.name')).first().fill(ADDED)
      await page.getByRole('checkbox').check()
      await see('add-person-shots')
      await page.getByRole('button', { name: say('people:add.submit') }).click()
      await page.getByText(say('people:add.similar')).waitFor({ timeout: 20_000 })
      await see('person-added-similar')
      await eraseAll(here.api, ADDED)
    }))

  it('people', () =>
    inEachVariant('absent', async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/people')
      await page.getByRole('link', { name: here.stage.person.name }).waitFor()
      await see('people')
      await page.getByLabel(say('people:list.search')).fill('nobody of that name')
      await page.getByText(say('people:list.nobody.title')).first().waitFor()
      await see('people-nobody')
      await page.goto(`${url}/people/${here.stage.person.id}`)
      await heading(page, here.stage.person.name)
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
})
