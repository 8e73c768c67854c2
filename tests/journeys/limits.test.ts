import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { callsTo, preflights, quiet, startWorld, type World } from './world.ts'

const REPORT = '?gam-sample/toolkit/blob/HEAD/reports/2017-05-31.md'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

test('with all requests of the hour used up a report is still read from raw, and the page says when GitHub is asked again', async () => {
  world.github.limit(0)
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url + REPORT)
  await page.locator('.markdown').waitFor()
  await page.getByText(/GitHub will be asked for news after/).waitFor()
  await context.close()
})

test('below 20 remaining requests only what a person does is asked', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await quiet(world)
  world.github.limit(15)
  await page.clock.fastForward('00:11:00')
  await page.getByRole('button', { name: 'Check now' }).click()
  await page.getByText(/Few of this hour’s requests are left/).waitFor()
  await quiet(world)
  world.github.clear()
  await page.clock.fastForward('00:11:00')
  await page.locator(`a[href="${REPORT}"]`).click()
  await page.locator('.markdown').waitFor()
  expect(callsTo(world, 'api')).toEqual([])
  await page.getByRole('button', { name: 'Check for news' }).click()
  await expect.poll(() => callsTo(world, 'api').length).toBe(1)
  expect(preflights(world)).toBe(0)
  await context.close()
})

test('with few requests left a library that was never read costs one, and a folder that a person opens is read', async () => {
  world.github.limit(15)
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url)
  await page.getByText(/Few of this hour’s requests are left/).waitFor()
  await quiet(world)
  expect(callsTo(world, 'api').length).toBe(1)
  await page.goto(`${world.site.url}?gam-sample/toolkit/tree/HEAD/docs/guides`)
  await page.locator('.entry').first().waitFor()
  await quiet(world)
  await context.close()
})

test('once raw has said 429 no list fetches anything from it', async () => {
  world.github.fault({ host: 'raw', kind: 'status', status: 429 })
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await quiet(world)
  expect(callsTo(world, 'raw').length).toBeLessThanOrEqual(1)
  await context.close()
})

test('where GitHub does not answer for eight seconds the page says what can be done and goes on', async () => {
  world.github.fault({ kind: 'hang' })
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url + REPORT)
  await page.getByText('This takes long.').waitFor({ timeout: 20_000 })
  world.github.reset()
  await page.getByRole('button', { name: 'Start again' }).click()
  await page.locator('.markdown').waitFor()
  await context.close()
})
