import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callsTo, quiet, shellStored, startWorld, type World } from './world.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const NEVER_OPENED = '?gam-sample/toolkit/blob/HEAD/reports/2017-05-31.md'

let world: World
let folder: string
beforeAll(async () => {
  world = await startWorld({ base: '/gam/' })
  folder = await mkdtemp(join(world.folder, 'site-'))
  await cp(world.site.folder(), folder, { recursive: true })
  await writeFile(join(folder, 'library.json'), JSON.stringify(world.sample.library))
  const env = {
    ...process.env,
    VITE_GITHUB_API: world.github.api,
    VITE_GITHUB_RAW: world.github.raw,
  }
  const args = ['--no-install', 'tsx', 'src/snapshot.ts', '--dist', folder]
  await promisify(execFile)('npx', args, { cwd: ROOT, env })
  world.site.setFolder(folder)
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

test('a first visit to a library with a snapshot asks GitHub nothing, and all of it opens without a network', async () => {
  world.github.reset()
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await shellStored(page)
  await expect.poll(() => world.site.paths().some((path) => path.endsWith('.pack'))).toBe(true)
  await quiet(world)
  await page.waitForTimeout(1_000)
  expect(callsTo(world, 'api')).toEqual([])
  await world.github.stop()
  await world.site.stop()
  try {
    await page.goto(world.site.url + NEVER_OPENED)
    await page.locator('.markdown p').first().waitFor()
  } finally {
    await world.site.start()
    await world.github.start()
  }
  await context.close()
})
