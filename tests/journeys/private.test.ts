import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callsTo, startWorld, type World } from './world.ts'

const NOTES = '?gam-sample/minutes/blob/HEAD/notes/2017-06-05.md'

async function signIn(page: import('playwright').Page, token: string): Promise<void> {
  await page.getByLabel('A personal access token').fill(token)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText(/Signed in as/).waitFor()
}

test('a private repository is read from the API alone, and signing out forgets it', async () => {
  const world = await startWorld()
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(`${world.site.url}?settings`)
  const token = world.sample.users[0]?.token ?? ''
  await signIn(page, token)
  world.github.clear()
  await page.goto(world.site.url + NOTES)
  await page.locator('.markdown').waitFor()
  await page.waitForLoadState('networkidle')
  expect(callsTo(world, 'raw').filter((path) => path.includes('minutes'))).toEqual([])
  expect(callsTo(world, 'api').length).toBeGreaterThan(0)
  await page.goto(`${world.site.url}?settings`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.locator('.entry').first().waitFor()
  await page.goto(world.site.url + NOTES)
  await page.locator('[data-failure="not-found"]').waitFor()
  await context.close()
  await world.close()
})

describe('private mode', () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld({ privateMode: true })
  })
  afterAll(() => world.close())

  test('an Enterprise server in private mode asks for signing in on the first screen, and works then', async () => {
    const context = await world.newContext()
    const page = await context.newPage()
    await page.goto(world.site.url)
    await page.locator('[data-failure="sign-in-needed"]').first().waitFor()
    await page.getByRole('button', { name: 'Sign in' }).first().click()
    await signIn(page, world.sample.users[0]?.token ?? '')
    await page.getByRole('banner').getByRole('link').first().click()
    await page.locator('.entry').first().waitFor()
    await page.locator('.entry a').first().click()
    await page.locator('.markdown').waitFor()
    expect(callsTo(world, 'raw')).toEqual([])
    await context.close()
  })

  test('a wrong token gets a sentence', async () => {
    const context = await world.newContext()
    const page = await context.newPage()
    await page.goto(`${world.site.url}?settings`)
    await page
      .getByLabel('A personal access token')
      .fill('ghp_0000000000000000000000000000000000000')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page
      .getByText(/refused your token/)
      .first()
      .waitFor()
    await context.close()
  })
})
