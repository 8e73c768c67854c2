import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { callsTo, quiet, startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

const FILE = 'gam-sample/toolkit/blob/HEAD/reports/2017-06-19-summit.md'

/** what is opened, and the address that Gam makes of it */
const FORMS: readonly (readonly [string, string])[] = [
  [`?${FILE}`, `?${FILE}`],
  [`?${FILE}&utm_source=mail`, `?${FILE}`],
  [`?${encodeURIComponent(FILE)}=`, `?${FILE}`],
  [`?https://github.com/Gam-Sample/Toolkit/blob/HEAD/reports/2017-06-19-summit.md`, `?${FILE}`],
  ['?gam-sample/toolkit/edit/main/reports/2017-06-19-summit.md#L10-L20', `?${FILE}`],
  [
    '?gam-sample/summits/blob/notes/autumn/src/events/autumn-ideas.md',
    '?gam-sample/summits/blob/notes%2Fautumn/src/events/autumn-ideas.md',
  ],
]

for (const [opened, written] of FORMS) {
  test(`${opened} opens`, async () => {
    const context = await world.newContext()
    const page = await context.newPage()
    // The library is known first: old names of the default branch are then the library's own.
    await page.goto(world.site.url)
    await page.locator('.entry').first().waitFor()
    await quiet(world)
    await page.goto(world.site.url + opened)
    await page.locator('.markdown').waitFor()
    await expect.poll(() => page.evaluate(() => location.search)).toBe(written)
    await context.close()
  })
}

test('no address leads out of the repository that it names', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const out = '..%2F..%2Fgam-sample%2Ftoolkit%2FHEAD/docs/1-start.md'
  for (const search of [
    `?gam-sample/summits/blob/${out}`,
    '?gam-sample/summits/blob/../1-start.md',
  ]) {
    await page.goto(world.site.url + search)
    await page.locator('[data-failure="no-such-page"]').waitFor()
  }
  await quiet(world)
  expect(world.github.requests.filter((one) => one.path.includes('1-start'))).toEqual([])
  await context.close()
})

test('what Gam does not show leads to GitHub', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  for (const address of [
    'gam-sample',
    'gam-sample/toolkit/issues/3',
    'gam-sample/toolkit/pull/4',
  ]) {
    await page.goto(`${world.site.url}?${address}`)
    const link = page.getByRole('link', { name: 'View on GitHub' })
    expect(await link.getAttribute('href')).toBe(`https://github.com/${address}`)
  }
  await context.close()
})

test('a branch that is gone opens on the default branch and says so', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(`${world.site.url}?gam-sample/toolkit/blob/trunk/docs/reference/questions.md`)
  await page.getByText('The branch “trunk” is gone').waitFor()
  await context.close()
})

test('a folder on a branch with a slash, and one on a branch that is gone', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(`${world.site.url}?gam-sample/summits/tree/notes/autumn/src/events`)
  await expect
    .poll(() => page.evaluate(() => location.search))
    .toBe('?gam-sample/summits/tree/notes%2Fautumn/src/events')
  await page.locator('.entry').first().waitFor()
  await page.goto(`${world.site.url}?gam-sample/toolkit/tree/trunk/docs`)
  await page.getByText('The branch “trunk” is gone').waitFor()
  await page.locator('.entry, details').first().waitFor()
  await context.close()
})

test('a heading in the address is scrolled to and has the focus, without case too', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(`${world.site.url}?${FILE}#Networking`)
  await page.locator('.markdown').waitFor()
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.id))
    .toBe('user-content-networking')
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0)
  await context.close()
})

test('a link to Markdown in another repository stays in Gam and Back comes back', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const recap = '?gam-sample/summits/blob/HEAD/src/blog/_posts/2017-06-26-june-summit-recap.md'
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await quiet(world)
  world.github.clear()
  await page.goto(world.site.url + recap)
  await page.locator('.markdown').waitFor()
  await page.locator('.markdown a[href^="?gam-sample/toolkit/blob"]').first().click()
  await expect.poll(() => page.evaluate(() => location.search)).toContain('gam-sample/toolkit')
  await page.locator('.markdown').waitFor()
  expect(callsTo(world, 'api')).toEqual([])
  await page.goBack()
  await expect.poll(() => page.evaluate(() => location.search)).toBe(recap)
  await context.close()
})

test('a renamed repository is read under its old name', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(`${world.site.url}?gam-sample/tool/blob/HEAD/docs/1-start.md`)
  await page.locator('.markdown').waitFor()
  await page.getByText(/^checked /).waitFor()
  await context.close()
})
