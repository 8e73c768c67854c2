import { join } from 'node:path'
import type { Locator } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import type { ServedRepository } from '../github/server.ts'
import { startWorld, type World } from './world.ts'

const CODE = `# \`Code\` in a heading

Plain \`code\`, **\`bold\`**, *\`leaning\`* and [a link](https://example.com/).

> A quotation.

\`\`\`js
const x = 1
\`\`\`
`
const RIGHT_TO_LEFT = '# כותרת הדוח\n\nזהו הטקסט של הדוח.\n'
const LISTS = `# Lists

12345. A number
12346. Another

## Tasks

- [ ] loose

- [x] done

## Wide

$a_{11}x_1 + a_{12}x_2 + a_{13}x_3 + a_{14}x_4 + a_{15}x_5 + a_{16}x_6 + a_{17}x_7$
`

async function repositories(folder: string): Promise<ServedRepository[]> {
  const gitDir = join(folder, 'look.git')
  await makeRepository(gitDir, [
    { files: { 'code.md': CODE, 'right.md': RIGHT_TO_LEFT, 'lists.md': LISTS } },
  ])
  return [{ name: 'gam-sample/look', gitDir }]
}

let world: World
beforeAll(async () => {
  world = await startWorld({
    more: repositories,
    library: { title: 'Look', sources: [{ repo: 'gam-sample/look' }] },
  })
})
afterAll(() => world.close())

const REPORT = '?gam-sample/look/blob/HEAD/code.md'
const styleOf = (element: Locator, property: string) =>
  element.evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property)

for (const theme of ['auto', 'light', 'sepia', 'dark']) {
  test(`paper is white and its text black where the screen is ${theme}`, async () => {
    const context = await world.newContext({ colorScheme: 'dark' })
    await context.addInitScript(
      ([key, value]) => localStorage.setItem(key ?? '', value ?? ''),
      ['gam:/:appearance', `theme=${theme}`],
    )
    const page = await context.newPage()
    await page.goto(world.site.url + REPORT)
    await page.locator('.markdown').waitFor()
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    const black = 'rgb(0, 0, 0)'
    expect(await styleOf(page.locator('html'), 'background-color')).toBe('rgb(255, 255, 255)')
    expect(await styleOf(page.locator('html'), 'color-scheme')).toBe('light')
    for (const text of ['h1', '.markdown p', '.markdown a[href^=http]', '.markdown pre code']) {
      expect(await styleOf(page.locator(text).first(), 'color'), text).toBe(black)
    }
    expect(await styleOf(page.locator('.markdown pre'), 'background-color')).toBe(
      'rgb(255, 255, 255)',
    )
    await context.close()
  })
}

test('code is as bold and as leaning as the text that it stands in', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url + REPORT)
  const code = (text: string) =>
    page.locator('.markdown :not(pre) > code', { hasText: new RegExp(`^${text}$`) })
  await code('bold').waitFor()
  expect(await styleOf(code('bold'), 'font-weight')).toBe('700')
  expect(await styleOf(code('leaning'), 'font-style')).toBe('italic')
  expect(await styleOf(code('Code'), 'font-weight')).toBe('600')
  expect(await styleOf(code('code').first(), 'font-family')).toContain('monospace')
  await context.close()
})

test('a list shows text that runs from right to left from the right', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url)
  const entry = page.locator('.entry', { hasText: 'כותרת' })
  await entry.getByText('זהו').waitFor()
  expect(await styleOf(entry.locator('.heading'), 'direction')).toBe('rtl')
  expect(await styleOf(entry.getByText('זהו'), 'direction')).toBe('rtl')
  const other = page.locator('.entry', { hasText: 'in a heading' })
  expect(await styleOf(other.locator('.heading'), 'direction')).toBe('ltr')
  await context.close()
})

test('the choices of the Aa panel stand evenly, and are kept', async () => {
  const context = await world.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(world.site.url)
  await page.getByRole('button', { name: 'Text and colours' }).click()
  await page.getByRole('group', { name: 'Column' }).waitFor()
  for (const group of await page.getByRole('group').all()) {
    const tops = await group
      .locator('label')
      .evaluateAll((labels) => labels.map((one) => Math.round(one.getBoundingClientRect().top)))
    const rows = tops.map((top) => tops.filter((other) => other === top).length)
    expect(new Set(rows).size, (await group.textContent()) ?? '').toBe(1)
  }
  await page.getByRole('radio', { name: 'Sepia' }).check()
  await page.getByRole('radio', { name: 'Largest' }).check()
  await page.reload()
  const kept = await page.evaluate(() => ({ ...document.documentElement.dataset }))
  expect(kept).toMatchObject({ theme: 'sepia', size: 'xl', width: 'normal', mentions: 'links' })
  await context.close()
})

test('a finger finds what it may press', async () => {
  const context = await world.newContext({
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    isMobile: true,
  })
  const page = await context.newPage()
  await page.goto(world.site.url + REPORT)
  await page.getByRole('button', { name: 'Copy link' }).waitFor()
  for (const name of [/Text and/, 'Settings', 'Copy link', 'Check for news', 'Save offline']) {
    const target = page.getByRole('button', { name }).or(page.getByRole('link', { name }))
    expect((await target.boundingBox())?.height, String(name)).toBeGreaterThanOrEqual(40)
  }
  await context.close()
})

test('on a narrow screen long numbers are whole, tasks have no bullets, and a wide formula scrolls in its place', async () => {
  const context = await world.newContext({ viewport: { width: 360, height: 640 } })
  const page = await context.newPage()
  await page.goto(`${world.site.url}?gam-sample/look/blob/HEAD/lists.md`)
  await page.locator('.markdown math').waitFor()
  // A marker cannot be measured; the same words beside it can.
  const [left, width] = await page.locator('.markdown ol > li').evaluateAll(([item]) => {
    const words = document.createElement('span')
    words.textContent = '12345. '
    item?.append(words)
    const widths = [item?.getBoundingClientRect().left ?? 0, words.getBoundingClientRect().width]
    words.remove()
    return widths
  })
  expect(width).toBeLessThan(left ?? 0)
  for (const task of await page.locator('.markdown li:has(input)').all())
    expect(await styleOf(task, 'list-style-type')).toBe('none')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  const formula = page.locator('.markdown [data-gam="math"]')
  expect(await formula.evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(true)
  await context.close()
})

test.each([360, 1280])(
  'the footer does not jump when a report comes, %i pixels wide',
  async (width) => {
    const context = await world.newContext({ viewport: { width, height: 640 } })
    const page = await context.newPage()
    await page.addInitScript(() => {
      const moved: string[] = []
      Object.assign(window, { moved })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & {
          readonly sources: readonly { readonly node: Node | null }[]
        })[])
          for (const { node } of entry.sources) {
            const element = node instanceof Element ? node : node?.parentElement
            if (element?.closest('#app > footer')) moved.push(element.tagName)
          }
      }).observe({ type: 'layout-shift', buffered: true })
    })
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route(/^[^?]*\/lists\.md$/, async (route) => {
      await held
      await route.continue()
    })
    await page.goto(`${world.site.url}?gam-sample/look/blob/HEAD/lists.md`, { waitUntil: 'commit' })
    await page.locator('#app > footer').waitFor()
    release()
    await page.locator('.markdown').waitFor()
    await page.waitForTimeout(300)
    expect(await page.evaluate(() => (window as unknown as { moved: string[] }).moved)).toEqual([])
    await context.close()
  },
)
