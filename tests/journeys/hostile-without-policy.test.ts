import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostileRepository, readAll, watch } from './read-hostile.ts'
import { startWorld, type World } from './world.ts'

/* The same once more without the page's own policy, so that it is the sanitizer that holds. */

let world: World
beforeAll(async () => {
  world = await startWorld({ more: hostileRepository })
})
afterAll(() => world.close())

test('nothing runs without the page’s own policy either', { timeout: 240_000 }, async () => {
  const context = await world.newContext({ serviceWorkers: 'block', bypassCSP: true })
  const watched = await watch(context)
  await readAll(world, watched)
  // What would run does: the watch is awake.
  await watched.page.evaluate(() => {
    const image = document.createElement('img')
    image.setAttribute('onerror', 'ran()')
    image.src = 'x:'
    document.body.append(image)
  })
  await expect.poll(() => watched.faults).toContain('a script ran')
  await context.close()
})
