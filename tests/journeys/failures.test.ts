import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

const REPORT = '?gam-sample/toolkit/blob/HEAD/reports/2017-05-31.md'

/** address, what is done to GitHub, the failure that must be shown */
const CASES: readonly (readonly [string, string, string, (() => void)?])[] = [
  ['a file that is not there', '?gam-sample/toolkit/blob/HEAD/reports/1999-01-01.md', 'removed'],
  ['a repository that is not there', '?gam-sample/nothing/blob/HEAD/x.md', 'not-found'],
  [
    'a private repository without signing in',
    '?gam-sample/minutes/blob/HEAD/README.md',
    'not-found',
  ],
  [
    'a branch that is not there',
    '?gam-sample/toolkit/blob/nowhere/reports/2017-05-31.md',
    'not-found',
  ],
  ['an address of nothing', '?whatever', 'no-such-page'],
  [
    'GitHub in trouble',
    REPORT,
    'host-trouble',
    () => world.github.fault({ kind: 'status', status: 503 }),
  ],
  ['no network', REPORT, 'offline', () => world.github.fault({ kind: 'drop' })],
  [
    'too many requests everywhere',
    REPORT,
    'rate-limited',
    () => {
      world.github.limit(0)
      world.github.fault({ host: 'raw', kind: 'status', status: 429 })
    },
  ],
]

for (const [name, address, kind, arrange] of CASES) {
  test(`${name}: what happened, where, and what next`, async () => {
    arrange?.()
    const context = await world.newContext()
    const page = await context.newPage()
    await page.goto(world.site.url + address)
    const failure = page.locator('[data-failure]')
    await failure.waitFor()
    expect(await failure.getAttribute('data-failure')).toBe(kind)
    expect(await page.locator('h1').count()).toBe(1)
    expect((await failure.locator('p').allTextContents()).every((text) => text.length > 20)).toBe(
      true,
    )
    expect(await failure.locator('a, button').count()).toBeGreaterThan(0)
    await context.close()
  })
}

test('a library.json with a mistake names the field and the page stands', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.route('**/library.json', (route) =>
    route.fulfill({ json: { title: 'x', sources: [{ repo: 'not a repository' }] } }),
  )
  await page.goto(world.site.url)
  await page.getByText(/sources\[0\]\.repo/).waitFor()
  await context.close()
})

test('where the browser stores nothing, reports are read all the same and the page says what is missing', async () => {
  const context = await world.newContext()
  await context.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get() {
        throw new DOMException('forbidden', 'SecurityError')
      },
    })
  })
  const page = await context.newPage()
  await page.goto(world.site.url + REPORT)
  await page.locator('.markdown').waitFor()
  await page.getByText('Nothing can be stored here').waitFor()
  await context.close()
})
