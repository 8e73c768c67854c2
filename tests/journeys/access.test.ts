import { createRequire } from 'node:module'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from './world.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const RECAP =
  '?gam-sample/summits/blob/HEAD/src/blog/_posts/2017-05-11-first-summit-at-dockercon.md'
const PAGES: readonly (readonly [string, string, string])[] = [
  ['library', '', '.entry'],
  ['report', RECAP, '.markdown'],
  ['folder', '?gam-sample/toolkit/tree/HEAD/docs', '.entry'],
  ['repository', '?gam-sample/toolkit', '.entry'],
  ['settings', '?settings', '#token'],
  ['not found', '?gam-sample/nothing/blob/HEAD/x.md', '[data-failure]'],
  ['no such page', '?nowhere', '[data-failure]'],
]

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

/** axe is put in by the debugger, which the page's own policy does not hold. */
async function findings(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
      }
    }
    // In a report the levels of headings are its author's, as on GitHub.
    const rules = { 'heading-order': { enabled: !document.querySelector('.markdown') } }
    const { violations } = await axe.run({ rules })
    return violations.map(
      (one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
    )
  })
}

for (const theme of ['light', 'dark', 'sepia']) {
  test(`axe finds nothing in ${theme}`, async () => {
    const context = await world.newContext({ bypassCSP: true })
    await context.addInitScript(
      ([key, value]) => localStorage.setItem(key ?? '', value ?? ''),
      ['gam:/:appearance', `theme=${theme}`],
    )
    const page = await context.newPage()
    for (const [name, address, ready] of PAGES) {
      await page.goto(world.site.url + address)
      await page.locator(ready).first().waitFor()
      await page.addScriptTag({ path: AXE })
      expect(await findings(page), name).toEqual([])
    }
    await context.close()
  })
}
