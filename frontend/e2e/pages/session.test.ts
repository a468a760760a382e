import { describe, it } from 'vitest'
import { heading, url } from '../site'
import { enter, inEachVariant, submitLogin } from './variants'

describe('pages before and beside the login', () => {
  it('login', () =>
    inEachVariant('absent', async (visitor) => {
      const { page, say, see } = visitor
      await page.goto(url)
      await heading(page, say('session:title'))
      await see('login')
      await page.getByLabel(say('session:username')).fill('admin')
      await page.getByLabel(say('session:password'), { exact: true }).fill('wrong one')
      await submitLogin(visitor)
      await page.getByText(say('common:problem.wrong_credentials.title')).waitFor()
      await see('login-wrong')
      await page.goto(`${url}/password-reset`)
      await heading(page, say('session:reset.title'))
      await see('password-reset')
      await page.goto(`${url}/invite/no-such-invitation`)
      await page.getByText(say('session:invite.gone.title')).waitFor()
      await see('invite-gone')
    }))

  it('guide', () =>
    inEachVariant('absent', async (visitor) => {
      const { page, say, see } = visitor
      await enter(visitor, '/no-such-page')
      await see('not-found')
      await page.goto(`${url}/welcome`)
      await heading(page, say('guide:title'))
      await page.getByRole('heading', { level: 2, name: say('guide:check.title') }).waitFor()
      await see('welcome')
      await page.goto(`${url}/install`)
      await heading(page, say('guide:install.title'))
      await see('install')
    }))
})
