import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  callsTo,
  listenForTrouble,
  preflights,
  quiet,
  shellStored,
  startWorld,
  type World,
} from './world.ts'

const RECAP = 'gam-sample/summits/blob/HEAD/src/blog/_posts/2017-05-11-first-summit-at-dockercon.md'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

test('a first visit lists the library with two API calls a folder and no preflight', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  await page.goto(world.site.url)
  await page.getByRole('heading', { level: 2, name: '2017' }).waitFor()
  await expect.poll(() => page.locator('.entry').count()).toBeGreaterThan(5)
  await quiet(world)
  const sources = (world.sample.library as { sources: unknown[] }).sources.length
  expect(callsTo(world, 'api').length).toBeLessThanOrEqual(2 * sources)
  expect(preflights(world)).toBe(0)
  expect(trouble).toEqual([])
  await context.close()
})

test('a report opens from the library without an API call, and Back returns focus and scroll', async () => {
  const context = await world.newContext({ viewport: { width: 800, height: 500 } })
  const page = await context.newPage()
  await page.goto(world.site.url)
  const link = page.locator(`a[href="?${RECAP}"]`)
  await link.waitFor()
  await quiet(world)
  const before = callsTo(world, 'api').length
  await link.scrollIntoViewIfNeeded()
  const scroll = await page.evaluate(() => scrollY)
  await link.click()
  await page.locator('.markdown').waitFor()
  expect(callsTo(world, 'api').length).toBe(before)
  expect(await page.locator('h1').count()).toBe(1)
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  expect(await page.title()).toContain((await page.locator('h1').textContent())?.trim())
  await page.goBack()
  await link.waitFor()
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(scroll)
  expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(`?${RECAP}`)
  await context.close()
})

test('of two links that are followed at once the last one opens, in one step of the history', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url)
  await page.locator('.entry').nth(3).waitFor()
  const steps = await page.evaluate(() => history.length)
  const [first, last] = await page.locator('.entry a').evaluateAll((links) => {
    const two = [links[0], links[1]] as HTMLAnchorElement[]
    for (const link of [...two, ...two]) link.click()
    return two.map((link) => link.getAttribute('href'))
  })
  await page.locator('.markdown').waitFor()
  expect(first).not.toBe(last)
  expect(page.url()).toBe(`${world.site.url}${last}`)
  expect(await page.evaluate(() => history.length)).toBe(steps + 1)
  await page.goBack()
  await page.locator('.entry').first().waitFor()
  await context.close()
})

test('the list stays while a report is opened; whoever goes elsewhere meanwhile is not taken to it', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  // However slow this machine is, the report comes within the moment that the list stays.
  await page.addInitScript(() => {
    const { setTimeout } = window
    const longer = (work: () => void, ms?: number) => setTimeout(work, ms === 100 ? 60_000 : ms)
    window.setTimeout = longer as typeof window.setTimeout
  })
  world.github.fault({ match: '/2017-05-11-first-summit', kind: 'slow', delay: 1_500 })
  await page.goto(world.site.url)
  const link = page.locator(`a[href="?${RECAP}"]`)
  await link.waitFor()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  await page.evaluate((href) => {
    const other = document.createElement('a')
    other.href = href
    document.querySelector('main')?.append(other)
    other.click()
    other.remove()
  }, `?${RECAP}`)
  await page.goBack()
  await link.waitFor()
  await expect
    .poll(() => callsTo(world, 'raw').filter((path) => path.includes('first-summit')))
    .toHaveLength(1)
  await quiet(world)
  await page.waitForTimeout(1_600)
  expect(page.url()).toBe(world.site.url)

  await page.evaluate(() => {
    const seen = new MutationObserver(() => {
      if (document.querySelector('.loading')) document.body.dataset['wasEmpty'] = ''
    })
    seen.observe(document.body, { childList: true, subtree: true })
  })
  await link.click()
  await page.locator('.markdown').waitFor()
  expect(await page.locator('body[data-was-empty]').count()).toBe(0)
  await context.close()
})

test('a report that takes long leaves the list after a moment all the same, and says that it comes', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  world.github.fault({ match: '/2017-05-11-first-summit', kind: 'slow', delay: 60_000 })
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await page.locator(`a[href="?${RECAP}"]`).click()
  await page.getByText('Getting the report…').waitFor()
  expect(await page.locator('.entry').count()).toBe(0)
  world.github.clearFaults()
  await page.goBack()
  await page.locator('.entry').first().waitFor()
  await context.close()
})

test('a deep link shows raw’s bytes at once and costs two API calls', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(`${world.site.url}?${RECAP}`)
  await page.locator('.markdown').waitFor()
  await page.getByText(/^checked /).waitFor()
  await quiet(world)
  expect(callsTo(world, 'raw').filter((path) => path.endsWith('-dockercon.md'))).toHaveLength(1)
  expect(callsTo(world, 'api')).toHaveLength(2)
  expect(preflights(world)).toBe(0)
  await context.close()
})

test('an unchanged source is asked for nothing within ten minutes', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await quiet(world)
  world.github.clear()
  await page.reload()
  await page.locator('.entry').first().waitFor()
  await quiet(world)
  expect(callsTo(world, 'api')).toEqual([])
  await context.close()
})

test('what was read opens without a network, by deep link and after the browser was closed', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await shellStored(page)
  await page.locator(`a[href="?${RECAP}"]`).click()
  await page.locator('.markdown').waitFor()
  await quiet(world)
  await world.github.stop()
  await world.site.stop()
  try {
    await page.close()
    const later = await context.newPage()
    await later.goto(`${world.site.url}?${RECAP}`)
    await later.locator('.markdown').waitFor()
    expect(await later.locator('.markdown p').count()).toBeGreaterThan(2)
    const picture = later.locator('.markdown img[data-gam="picture"]').first()
    await picture.scrollIntoViewIfNeeded()
    await expect
      .poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth))
      .toBeGreaterThan(0)
    await later.goto(world.site.url)
    await later.locator('.entry').first().waitFor()
  } finally {
    await world.site.start()
    await world.github.start()
  }
  await context.close()
})
