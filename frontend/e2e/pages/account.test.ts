import { describe, it } from 'vitest'
import { codeOf } from '../account'
import { heading, url } from '../site'
import { standing } from '../standing'
import { inEachVariant, submitLogin } from './variants'

const here = standing()

describe('one’s own account', () => {
  it('account', () =>
    inEachVariant('absent', async (visitor) => {
      const { page, say, see } = visitor
      const username = `owner-${Date.now() % 1_000_000}`
      const first = 'a first password'
      await here.api('POST', '/users', { username, password: first, role: 'member' })
      const login = async (password: string) => {
        await page.goto(`${url}/account`)
        await page.getByLabel(say('session:username')).fill(username)
        await page.getByLabel(say('session:password'), { exact: true }).fill(password)
        await submitLogin(visitor)
      }
      await login(first)
      await heading(page, say('account:title'))
      await see('account-must-change')
      await page.getByLabel(say('account:password.current'), { exact: true }).fill(first)
      await page.getByLabel(say('account:password.next'), { exact: true }).fill('short')
      await page.getByRole('button', { name: say('account:password.submit') }).click()
      await see('account-short')
      await page.getByLabel(say('account:password.next'), { exact: true }).fill(`${first} and more`)
      await page.getByRole('button', { name: say('account:password.submit') }).click()
      await page.getByText(say('account:password.done')).waitFor()
      await page.getByRole('button', { name: say('account:factor.begin') }).click()
      const secretField = page.getByLabel(say('account:factor.secret'))
      await secretField.waitFor()
      await see('account-factor')
      const secret = await secretField.inputValue()
      await page.getByLabel(say('account:factor.code'), { exact: true }).fill(codeOf(secret))
      await page.getByRole('button', { name: say('account:factor.confirm') }).click()
      await page.getByText(say('account:factor.keep_codes')).waitFor()
      await see('account-codes')
      const [recovery = ''] = await page.locator('main code').allInnerTexts()
      await page.getByRole('button', { name: say('account:factor.kept') }).click()
      await page.getByRole('button', { name: say('account:factor.take_away') }).click()
      await see('account-take-away')
      await page.context().clearCookies()
      await page.evaluate(() => localStorage.removeItem('rollcall-last-user'))
      await login(`${first} and more`)
      await page.getByLabel(say('session:code')).waitFor()
      await see('login-code')
      await page.getByLabel(say('session:code')).fill('000000')
      await submitLogin(visitor)
      await page.getByText(say('session:wrong_code.title')).waitFor()
      await see('login-code-wrong')
      await page.getByLabel(say('session:code')).fill(recovery)
      await submitLogin(visitor)
      await heading(page, say('account:title'))
      await page.goto(`${url}/people`)
      await see('denied')
    }))
})
