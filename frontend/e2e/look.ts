// oxlint-disable unicorn/consistent-function-scoping -- what runs in the page reaches nothing outside of it
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { accessibilityFaults, snapshot } from './site'

export type Language = 'en' | 'vi' | 'ar'

const SRC = join(import.meta.dirname, '../src')
const folderOf = (room: string) =>
  ({ app: 'app', common: 'components' })[room] ?? join('features', room)

/** The words of a key as the page says them: `saying('vi')('people:add.submit')`. */
export function saying(
  language: Language,
): (key: string, values?: Record<string, string>) => string {
  return (key, values = {}) => {
    const [room = '', path = ''] = key.split(':')
    const file = join(SRC, folderOf(room), 'words', `${language}.json`)
    const found = path
      .split('.')
      .reduce<unknown>(
        (words, part) => (words as Record<string, unknown> | undefined)?.[part],
        JSON.parse(readFileSync(file, 'utf8')),
      )
    if (typeof found !== 'string') throw new Error(`${key} has no words in ${language}`)
    return found.replaceAll(/\{\{(\w+)[^}]*\}\}/g, (_, name: string) => values[name] ?? '')
  }
}

/**
 * Takes a picture of the page as it stands, and says what is wrong with it, a line a finding: what axe sees,
 * what is wider than the screen, what a finger cannot hit, and keys that stand where words should.
 */
export async function look(page: Page, name: string): Promise<string[]> {
  await snapshot(page, name)
  const faults = [...(await accessibilityFaults(page)), ...(await page.evaluate(drawnFaults))]
  return faults.map((fault) => `${name} ${page.viewportSize()?.width}: ${fault}`)
}

/** Runs in the page. */
function drawnFaults(): string[] {
  const LEAST_PIXELS = 44
  const faults: string[] = []
  const width = document.documentElement.clientWidth
  const brief = (element: Element) => element.outerHTML.slice(0, 140)
  if (document.documentElement.scrollWidth > width) {
    const wide = [...document.querySelectorAll('main *, [role=dialog] *')].find((element) => {
      const { left, right } = element.getBoundingClientRect()
      return right > width + 1 || left < -1
    })
    faults.push(`wider than the screen: ${wide ? brief(wide) : 'the page'}`)
  }
  const dialog = document.querySelector('[role=dialog]')
  const root = dialog ?? document.body
  const shown = (element: Element) => {
    const { width: w, height: h } = element.getBoundingClientRect()
    const { visibility, clipPath, opacity } = getComputedStyle(element)
    return w > 1 && h > 1 && visibility !== 'hidden' && clipPath === 'none' && opacity !== '0'
  }
  const targets = root.querySelectorAll(
    'button, a[href], select, summary, input:not([type=hidden]), textarea, [role=button], [role=tab], [role=option]',
  )
  for (const target of targets) {
    if (!shown(target) || target.closest('[aria-hidden=true]')) continue
    // A link in a sentence or a cell is as tall as its line (WCAG 2.5.8, inline).
    if (target.tagName === 'A' && getComputedStyle(target).display === 'inline') continue
    const hit =
      target.closest(
        'label, .mantine-Switch-root, .mantine-Checkbox-body, .mantine-Radio-body, .mantine-Input-wrapper',
      ) ?? target
    const drawn = hit.getBoundingClientRect()
    // An area around it that can be hit, where there is one.
    const around = getComputedStyle(target, '::before')
    const wider = (side: number, pixels: string) =>
      around.position === 'absolute' ? Math.max(side, Number.parseFloat(pixels) || 0) : side
    const [w, h] = [wider(drawn.width, around.width), wider(drawn.height, around.height)]
    if (Math.min(w, h) < LEAST_PIXELS - 0.5) {
      faults.push(
        `smaller than ${LEAST_PIXELS} px (${Math.round(w)}x${Math.round(h)}): ${brief(target)}`,
      )
    }
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? ''
    if (node.parentElement?.closest('code, pre, script, style')) continue
    if (
      /^(?!.*\.(csv|jpg|png|zip)$)[a-z_]+(:[a-z_]+)?(\.[a-z_]+)+$/.test(text) ||
      /\{\{|\bundefined\b|\bNaN\b/.test(text)
    ) {
      faults.push(`no words: ${text}`)
    }
  }
  return faults
}
