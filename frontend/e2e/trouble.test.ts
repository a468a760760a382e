import { describe, it } from 'vitest'
import { ground } from './ground'
import { NARROW, chooser, signIn, snapshot, url, visit } from './site'

const { open, write } = ground()

describe('trouble, in words', () => {
  it('wrongPassword_saysSo', async () => {
    const { page } = await visit(await open('absent'))
    await page.goto(url)
    await page.getByLabel('User name').fill('admin')
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Wrong user name or password').waitFor()
    await snapshot(page, 'trouble-wrong-password')
  })

  it('cameraDenied_saysHowToAllowIt_andOffersAPicture', async () => {
    const { page } = await visit(await open('denied'), NARROW)
    await signIn(page)
    await page.getByText('The camera is not allowed').waitFor()
    await snapshot(page, 'trouble-camera-denied')
    await page.getByRole('button', { name: 'Use a picture instead' }).click()
    await page.getByText('Drop a picture here').waitFor()
    await snapshot(page, 'check-in-by-picture')
  })

  it('cameraAbsent_saysSo', async () => {
    const { page } = await visit(await open('absent'))
    await signIn(page)
    await page.getByText('No camera was found').waitFor()
    await snapshot(page, 'trouble-camera-absent')
  })

  it('badFiles_areRefusedInWords', async () => {
    const { page } = await visit(await open('absent'))
    await signIn(page, '/analyse')
    const files = chooser(page)

    await files.setInputFiles(write('big.jpg', Buffer.alloc(25 * 1024 * 1024, 0xff)))
    await page.getByText('big.jpg is too large').waitFor()
    await snapshot(page, 'trouble-too-large')
    await files.setInputFiles(write('text.jpg', Buffer.from('not a picture')))
    await page.getByText('text.jpg is not a picture').waitFor()
    await files.setInputFiles(write('empty.jpg', Buffer.alloc(0)))
    await page.getByText('empty.jpg is empty').waitFor()

    // Right first bytes, and then nothing: only the server can tell.
    await files.setInputFiles(write('half.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])))
    await page.getByText('The picture is damaged', { exact: true }).waitFor()
    await snapshot(page, 'trouble-damaged')
  })

  it('serverGone_saysSo_andSessionEnded_leadsToTheLogin', async () => {
    const { page, context } = await visit(await open('absent'))
    await signIn(page, '/people')
    await page.route('**/api/v1/records**', (route) => route.abort('connectionrefused'))
    await page.getByRole('link', { name: 'Attendance' }).click()
    await page.getByText('The server cannot be reached').waitFor()
    await snapshot(page, 'trouble-server-gone')

    await context.clearCookies()
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByText('Your session has ended').first().waitFor()
    await snapshot(page, 'trouble-session-ended')
    await signIn(page, new URL(page.url()).pathname)
  })
})
