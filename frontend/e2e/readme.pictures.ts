import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { writeClip } from './clip'
import { DRAWN, drawFace } from './drawn-face'
import { launch, signIn, url, visit } from './site'

/**
 * The pictures of the README: the real page on a real site, with drawn people before the camera, so that
 * nobody's face is in them. Run it against a fresh site: ROLLCALL_README_PICTURES=1 npm run e2e
 */
const TARGET = join(import.meta.dirname, '../../docs/images')
const MAX_BYTES = 200_000

const folder = mkdtempSync(join(tmpdir(), 'rollcall-readme-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function keep(page: Page, name: string): Promise<void> {
  mkdirSync(TARGET, { recursive: true })
  const png = await page.screenshot({ path: join(TARGET, `${name}.png`) })
  expect(png.length, `${name}.png is too large for the README`).toBeLessThan(MAX_BYTES)
}

it('readme_pictures', async () => {
  const drawing = await launch('absent')
  const { page: canvas } = await visit(drawing)
  const ada = await drawFace(canvas, DRAWN.ada)
  const bo = await drawFace(canvas, DRAWN.bo)
  await drawing.close()

  const viewport = { width: 1200, height: 750 }
  const first = await launch({ plays: writeClip(join(folder, 'ada.mjpeg'), ada) })
  const { page } = await visit(first, viewport)
  await signIn(page, '/people/new')
  await page.getByText('Good: hold still').waitFor()
  await page.getByRole('switch', { name: /by itself/ }).uncheck({ force: true })
  await page.getByRole('button', { name: 'Take a shot' }).click()
  await page.getByLabel('Name').fill('Ada (a drawing)')
  await page.getByLabel(/Id of your own/).fill('S-001')
  await page.getByLabel(/agrees/).check()
  await page.getByText('Good: hold still').waitFor()
  await keep(page, 'add-person')
  await page.getByRole('button', { name: 'Add the person' }).click()
  await page.getByRole('link', { name: 'Open the person' }).waitFor()

  await page.goto(`${url}/check-in`)
  const result = page.getByRole('region', { name: 'Result' })
  await result.getByText('Valid', { exact: true }).waitFor()
  await page.getByText('Good: hold still').waitFor()
  await keep(page, 'check-in-valid')
  await first.close()

  const second = await launch({ plays: writeClip(join(folder, 'bo.mjpeg'), bo) })
  const stranger = await visit(second, viewport)
  await signIn(stranger.page)
  await stranger.page.getByRole('heading', { name: 'Unknown face' }).waitFor()
  await stranger.page.getByText('Good: hold still').waitFor()
  await keep(stranger.page, 'check-in-unknown')
  await stranger.page.goto(`${url}/records`)
  await stranger.page.getByRole('table').getByText('Ada (a drawing)').first().waitFor()
  await keep(stranger.page, 'attendance')
  await second.close()
})
