import { createServer } from 'node:http'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callsTo, startWorld, type World } from './world.ts'

const NOTES = '?gam-sample/minutes/blob/HEAD/notes/2017-06-05.md'

async function giveToken(page: Page, token: string): Promise<void> {
  await page.getByLabel('A personal access token').fill(token)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function signIn(page: Page, token: string): Promise<void> {
  await giveToken(page, token)
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
  await page.getByText('Nobody needs an account').waitFor()
  await page.goto(world.site.url + NOTES)
  await page.locator('[data-failure="not-found"]').waitFor()
  await context.close()
  await world.close()
})

/** Everything that this browser stores, as text. */
const stored = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const found: string[] = [
      ...Object.entries(localStorage),
      ...Object.entries(sessionStorage),
    ].flat()
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => resolve(request.result)
      })
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store)
        for (const request of [objects.getAllKeys(), objects.getAll()]) {
          const values = await new Promise<unknown[]>((resolve) => {
            request.onsuccess = () => resolve(request.result)
          })
          for (const value of values) {
            found.push(
              value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value),
            )
          }
        }
      }
      database.close()
    }
    return found.join('\n')
  })

test('signing out in one tab signs the others out, and what they read is gone from this browser', async () => {
  const world = await startWorld()
  const context = await world.newContext()
  const [page, other] = [await context.newPage(), await context.newPage()]
  await page.goto(`${world.site.url}?settings`)
  await page.getByLabel('Stay signed in').check()
  await signIn(page, world.sample.users[0]?.token ?? '')
  await other.goto(world.site.url + NOTES)
  await other.locator('.markdown').waitFor()
  // Its folder is in the library, and the search worker has an index of it.
  await other.goto(`${world.site.url}?gam-sample/minutes/tree/HEAD/notes`)
  await other.getByRole('button', { name: 'Add it to my library' }).click()
  await other.goto(`${world.site.url}?search=2017-06-05`)
  await other.locator('main ol > li').getByText('gam-sample/minutes').first().waitFor()
  await other.waitForLoadState('networkidle')
  expect(await stored(page)).toContain('gam-sample/minutes')

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('Nobody needs an account').waitFor()
  await other.locator('.entry').first().waitFor()
  await other.waitForLoadState('networkidle')
  // What was private is swept once more after the first paint.
  await expect.poll(() => stored(page)).not.toMatch(/gam-sample\/minutes|ghp_/)
  expect(await stored(page)).toContain('gam-sample/toolkit')
  world.github.clear()
  await other.goto(world.site.url + NOTES)
  await other.locator('[data-failure="not-found"]').waitFor()
  expect(world.github.requests.filter((one) => one.signedIn)).toEqual([])
  await context.close()
  await world.close()
})

test('nobody signs in where another site shows Gam in a frame', async () => {
  const world = await startWorld()
  const context = await world.newContext()
  const page = await context.newPage()
  const other = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(`<iframe src="${world.site.url}?settings"></iframe>`)
  })
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`)
  const frame = page.frameLocator('iframe')
  await frame.getByText('Open Gam by itself').waitFor()
  expect(await frame.getByLabel('A personal access token').count()).toBe(0)
  await context.close()
  other.close()
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
    await giveToken(page, world.sample.users[0]?.token ?? '')
    // Back where it was asked for.
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
