import { afterAll, beforeAll, expect, test } from 'vitest'
import { clickToPaint } from './click-to-paint.ts'
import { quiet, startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const SLOWED = 4

/* Prints figures and holds nobody to them: a machine that is busy must not fail a test. */
test(
  'prints how long a stored report takes from the click to its first screen, CPU slowed 4 times',
  { timeout: 180_000 },
  async () => {
    const context = await world.newContext()
    const page = await context.newPage()
    await page.goto(world.site.url)
    await page.locator('.entry').first().waitFor()
    // Unlisted reports leave the list once their facts are known.
    await quiet(world)
    await page.reload()
    await page.locator('.entry').first().waitFor()
    const reports = await page
      .locator('.entry a')
      .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href') ?? ''))])
    for (const href of reports) {
      await page.goto(world.site.url + href)
      await page.locator('.markdown, [data-failure]').first().waitFor()
    }
    await quiet(world)
    const tools = await context.newCDPSession(page)
    await page.goto(world.site.url)
    await page.locator('.entry').first().waitFor()
    await tools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
    const times: number[] = []
    for (const href of [...reports, ...reports]) {
      await page.locator(`.entry a[href="${href}"]`).first().waitFor({ state: 'attached' })
      await page.waitForTimeout(200)
      times.push(await page.evaluate(clickToPaint, href))
      await page.goBack()
    }
    times.sort((a, b) => a - b)
    const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? NaN
    console.log(
      `click to first screen of ${times.length} stored reports, CPU ${SLOWED} times slower: ` +
        `p50 ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)} ms, most ${at(1).toFixed(0)} ms`,
    )
    expect(times.length).toBeGreaterThan(10)
    await context.close()
  },
)
