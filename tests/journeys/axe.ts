import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Axe {
  run(
    within: string,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

/** What axe finds: a line for each rule, with the elements that break it. */
export async function axeFindings(page: Page, within = 'html'): Promise<string[]> {
  // By the debugger, which the page's own policy does not hold.
  await page.evaluate(AXE)
  return page.evaluate(async (within) => {
    const { axe } = window as unknown as { axe: Axe }
    // In a report the levels of headings are its author's, as on GitHub.
    const rules = { 'heading-order': { enabled: !document.querySelector('.markdown') } }
    const { violations } = await axe.run(within, { rules })
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
    )
  }, within)
}

/** The same in each theme, one after the other. */
export async function axeFindingsInAnyTheme(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const theme of ['light', 'dark', 'sepia']) {
    await page.evaluate((theme) => (document.documentElement.dataset['theme'] = theme), theme)
    found.push(...(await axeFindings(page)).map((one) => `${theme}: ${one}`))
  }
  return found
}
