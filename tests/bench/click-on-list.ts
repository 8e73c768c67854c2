import { clickToPaint } from './click-to-paint.ts'
import { quiet, startWorld } from '../journeys/world.ts'
import { median, p95, type Row } from './figures.ts'

const SLOWED = 4

/** Each stored report of the sample, twice, from the click in the list to its first screen, the CPU slowed 4 times. */
export async function measureClickOnList(): Promise<Row[]> {
  const world = await startWorld()
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
  await context.close()
  await world.close()
  return [
    { what: 'p50', value: median(times), unit: 'ms', aim: 50 },
    { what: 'p95', value: p95(times), unit: 'ms', aim: 100 },
    { what: 'most', value: Math.max(...times), unit: 'ms' },
  ]
}
