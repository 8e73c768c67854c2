import { join } from 'node:path'
import { makeRepository } from '../github/make-repository.ts'
import { clickToPaint } from './click-to-paint.ts'
import { longReport } from '../journeys/long-report.ts'
import { quiet, startWorld } from '../journeys/world.ts'
import { median, type Row } from './figures.ts'

const SIZES = [10_000, 100_000, 1_000_000]
const ROUNDS = 7

/** Stored reports of several sizes: from the click to the first screen, and the longest task that follows. */
export async function measureFirstScreen(): Promise<Row[]> {
  const nameOf = (size: number) => `${size / 1000}.md`
  const world = await startWorld({
    more: async (folder) => {
      const gitDir = join(folder, 'sizes.git')
      const files = Object.fromEntries(SIZES.map((size) => [nameOf(size), longReport(size)]))
      await makeRepository(gitDir, [{ files }])
      return [{ name: 'gam-bench/sizes', gitDir, defaultBranch: 'main' }]
    },
    library: { title: 'Sizes', sources: [{ repo: 'gam-bench/sizes' }] },
  })
  const context = await world.newContext()
  const page = await context.newPage()
  const rows: Row[] = []
  for (const size of SIZES) {
    const href = `?gam-bench/sizes/blob/HEAD/${nameOf(size)}`
    await page.goto(world.site.url + href)
    await page.locator('.markdown').waitFor()
    await quiet(world)
    const firsts: number[] = []
    const longest: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      await page.goto(world.site.url)
      await page.locator(`.entry a[href="${href}"]`).waitFor({ state: 'attached' })
      await page.waitForTimeout(500)
      firsts.push(await page.evaluate(clickToPaint, href))
      longest.push(await page.evaluate(longestTask))
    }
    rows.push({ what: `${size / 1000} KB, first screen`, value: median(firsts), unit: 'ms' })
    rows.push({ what: `${size / 1000} KB, longest task after`, value: median(longest), unit: 'ms' })
  }
  await context.close()
  await world.close()
  return rows
}

/** In the page: the longest task of the next seconds; 0 where none took 50 ms. */
function longestTask(): Promise<number> {
  return new Promise((resolve) => {
    let longest = 0
    const watch = new PerformanceObserver((list) => {
      for (const task of list.getEntries()) longest = Math.max(longest, task.duration)
    })
    watch.observe({ entryTypes: ['longtask'] })
    setTimeout(() => resolve(longest), 4000)
  })
}
