import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import type { ServedRepository } from '../github/server.ts'
import { startWorld, type World } from './world.ts'

const FILES = {
  '2017-01-31.md': '# The winter\n\nSnow.\n',
  '2017-02-28.md': '# The thaw\n\nMud.\n',
  '2017-03-31.md': '# The spring\n\nRain.\n',
}

async function repositories(folder: string): Promise<ServedRepository[]> {
  const gitDir = join(folder, 'near.git')
  await makeRepository(gitDir, [{ files: FILES }])
  return [{ name: 'gam-sample/near', gitDir }]
}

let world: World
beforeAll(async () => {
  world = await startWorld({
    more: repositories,
    library: { title: 'Near', sources: [{ repo: 'gam-sample/near' }] },
  })
})
afterAll(() => world.close())

const REPORT = '?gam-sample/near/blob/HEAD/2017-02-28.md'

for (const way of ['from the library', 'by its address']) {
  test(`a report opened ${way} names its neighbours by their titles`, async () => {
    const context = await world.newContext()
    const page = await context.newPage()
    if (way === 'from the library') {
      await page.goto(world.site.url)
      await page.getByRole('link', { name: 'The thaw' }).click()
    } else await page.goto(world.site.url + REPORT)
    const others = page.getByRole('navigation', { name: 'Other reports' })
    await others.scrollIntoViewIfNeeded()
    await expect
      .poll(() => others.getByRole('link').allTextContents(), { timeout: 5000 })
      .toEqual(['PreviousThe winter', 'NextThe spring'])
    await context.close()
  })
}
