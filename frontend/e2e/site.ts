import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core'

/** The running site under test, from the environment that `.ci/test` sets. */
function required(name: string): string {
  const value = process.env[name]
  if (!value) {
    throw new Error(
      `${name} is not set: start a site with ./rollcall up, then set it (see .ci/test)`,
    )
  }
  return value
}

export const url = required('ROLLCALL_URL').replace(/\/$/, '')
export const password = required('ROLLCALL_ADMIN_PASSWORD')

const ARTIFACTS = join(import.meta.dirname, 'artifacts')

function chromiumPath(): string {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
      try {
        accessSync(join(folder, name), constants.X_OK)
        return join(folder, name)
      } catch {
        // Not in this folder.
      }
    }
  }
  throw new Error('No Chromium was found: install it (apt-get install chromium) or set CHROMIUM')
}

/** What the webcam of a launch does: plays a clip, asks and is refused, or is not there. */
export type Webcam = { plays: string } | 'denied' | 'absent'

export function launch(webcam: Webcam, { trusting = false } = {}): Promise<Browser> {
  const camera =
    webcam === 'absent'
      ? ['--use-fake-device-for-media-stream=device-count=0', '--use-fake-ui-for-media-stream']
      : webcam === 'denied'
        ? ['--use-fake-device-for-media-stream', '--deny-permission-prompts']
        : [
            '--use-fake-device-for-media-stream',
            '--use-fake-ui-for-media-stream',
            `--use-file-for-fake-video-capture=${webcam.plays}`,
          ]
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      ...camera,
      '--no-sandbox',
      // As if the site's certificate were trusted: without, no browser keeps a page for use offline.
      ...(trusting ? ['--ignore-certificate-errors'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export const WIDE = { width: 1440, height: 900 }
export const NARROW = { width: 390, height: 844 }

/** A visitor of their own: own cookies, own storage. Fails the test on any request to another host. */
export async function visit(
  browser: Browser,
  viewport = WIDE,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<{ context: BrowserContext; page: Page; strayRequests: string[] }> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport,
    colorScheme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...(viewport.width < 500 ? { hasTouch: true, isMobile: true } : {}),
  })
  const page = await context.newPage()
  const strayRequests: string[] = []
  page.on('request', (request) => {
    const address = request.url()
    if (!address.startsWith(url) && !/^(data|blob):/.test(address)) strayRequests.push(address)
  })
  return { context, page, strayRequests }
}

export async function signIn(
  page: Page,
  path = '/check-in',
  who: { username: string; password: string } = { username: 'admin', password },
): Promise<void> {
  await page.goto(url + path)
  await page.getByLabel('User name').fill(who.username)
  await page.getByLabel('Password', { exact: true }).fill(who.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'Sign in' }).waitFor()
}

/** The page as it stands once nothing is being fetched any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').waitFor()
  // What was just asked for is drawn as being fetched in the frame after.
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  )
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
}

export const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor()

/** What a click on the field for pictures opens. */
export const chooser = (page: Page) => page.locator('input[type=file]')

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds against WCAG 2.2 A and AA on the page as it stands, a line a finding. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Once a document: moving within the app keeps it.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        (node) =>
          `${location.pathname} ${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`,
      ),
    )
  })
}

/** A picture of the whole page for whoever looks at the run. Faces may be in it: it is never committed. */
export async function snapshot(page: Page, name: string): Promise<void> {
  mkdirSync(ARTIFACTS, { recursive: true })
  const width = page.viewportSize()?.width ?? 0
  await page.screenshot({ path: join(ARTIFACTS, `${name}-${width}.png`), fullPage: true })
}
