import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindingsInAnyTheme } from './axe.ts'
import { startWorld, type World } from './world.ts'

const RECAP =
  '?gam-sample/summits/blob/HEAD/src/blog/_posts/2017-05-11-first-summit-at-dockercon.md'
const PAGES: readonly (readonly [string, string, string])[] = [
  ['library', '', '.entry'],
  ['report', RECAP, '.markdown'],
  ['folder', '?gam-sample/toolkit/tree/HEAD/docs', '.entry'],
  ['repository', '?gam-sample/toolkit', '.entry'],
  ['settings', '?settings', '#token'],
  ['not found', '?gam-sample/nothing/blob/HEAD/x.md', '[data-failure]'],
  ['no such page', '?nowhere', '[data-failure]'],
]

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

test.each(PAGES)('axe finds nothing on the page "%s" in any theme', async (_, address, ready) => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url + address)
  await page.locator(ready).first().waitFor()
  expect(await axeFindingsInAnyTheme(page)).toEqual([])
  await context.close()
})
