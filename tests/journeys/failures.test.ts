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
    const h1 = (await page.locator('h1').textContent()) ?? ''
    expect(await page.locator('h1').count()).toBe(1)
    await expect.poll(() => page.title()).toMatch(new RegExp(`^${h1} · `))
    expect((await failure.locator('p').allTextContents()).every((text) => text.length > 20)).toBe(
      true,
    )
    expect(await failure.locator('a, button').count()).toBeGreaterThan(0)
    await context.close()
  })
}

test('a failure that one is led to has the focus and is said', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(`${world.site.url}?settings`)
  await page.locator('#token').waitFor()
  await page.evaluate(() => {
    history.pushState(null, '', '?whatever')
    dispatchEvent(new PopStateEvent('popstate'))
  })
  await page.locator('[data-failure]').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  expect(await page.locator('[data-announcement]').textContent()).toBe('There is no such page')
  await context.close()
})

test('who asks for news hears what came of it', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(world.site.url + REPORT)
  await page.locator('.markdown').waitFor()
  const ask = page.getByRole('button', { name: 'Check for news' })
  const said = page.locator('.acts [role=status]')
  const answers = [
    ['Nothing new', () => undefined],
    ['GitHub cannot be reached', () => world.github.fault({ kind: 'drop' })],
    ['GitHub is in trouble', () => world.github.fault({ kind: 'status', status: 502 })],
    ['Not found', () => world.github.fault({ kind: 'status', status: 404 })],
  ] as const
  for (const [words, arrange] of answers) {
    world.github.reset()
    arrange()
    // An answer of a moment ago is not asked for again.
    await page.clock.fastForward('00:11:00')
    await ask.click()
    await expect.poll(() => said.textContent(), { message: words, timeout: 5000 }).toBe(words)
    expect(await said.isVisible()).toBe(true)
  }
  await context.close()
})

test('a report that could not be checked says why', async () => {
  world.github.fault({ host: 'api', kind: 'status', status: 502 })
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url + REPORT)
  await page.getByText('This could not be checked. GitHub is in trouble').waitFor()
  await context.close()
})

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
