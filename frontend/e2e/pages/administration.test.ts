import { describe, it } from 'vitest'
import { DIALOGS, administration } from '../places'
import { openSchool } from '../school'
import { settled, url } from '../site'
import { enter, inEachVariant } from './variants'

/** So many days that the charts go by weeks too. */
const school = openSchool({ pastDays: 20 })

describe('the administration', () => {
  it('everyPage', () =>
    inEachVariant('absent', async (visitor) => {
      await enter(visitor, '/account', school.users.owner)
      for (const [name, path] of administration(school)) {
        await visitor.page.goto(url + path)
        await settled(visitor.page)
        await visitor.see(name)
      }
    }))

  it('everyDialog', () =>
    inEachVariant('absent', async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/account', school.users.owner)
      for (const [name, path, opener] of DIALOGS) {
        await page.goto(url + path(school))
        await settled(page)
        await page.getByRole('button', { name: say(opener), exact: true }).click()
        await page.getByRole('dialog').waitFor()
        await see(`dialog-${name}`)
      }
    }))
})
