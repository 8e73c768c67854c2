import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { listenForTrouble, startWorld, type World } from './world.ts'

const POSTS = '?gam-sample/summits/blob/HEAD/src/blog/_posts'
/** Two films with chapters; the label of one chapter differs from where its link plays. */
const CHAPTERS = `${POSTS}/2017-05-11-first-summit-at-dockercon.md`
/** Seven embedded films, and slides. */
const EMBEDDED = `${POSTS}/2017-06-26-june-summit-recap.md`

const VIDEO_HOST = /youtu|ytimg|googlevideo|vimeo|slideshare/

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** What was asked of the hosts of videos and slides, each with its referrer. */
  readonly asked: { readonly url: string; readonly referrer: string | undefined }[]
  readonly trouble: string[]
}

const roomOf = ({ offsetTop, offsetHeight }: HTMLElement) => [offsetTop, offsetHeight]

/** What the policy says to the player that sets cookies. */
const refusedFrame = () =>
  new Promise<string>((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => resolve(event.blockedURI))
    const frame = document.createElement('iframe')
    frame.src = 'https://www.youtube.com/embed/ByfegHVbJk0'
    document.body.append(frame)
  })

async function visit(report: string): Promise<Visit> {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  const asked: Visit['asked'] = []
  await context.route(VIDEO_HOST, (route) => {
    asked.push({ url: route.request().url(), referrer: route.request().headers()['referer'] })
    return route.fulfill({ contentType: 'text/html', body: '<title>Player</title><button>Pause' })
  })
  await page.goto(world.site.url + report)
  await page.locator('[data-gam="still"]').first().waitFor()
  return { page, context, asked, trouble }
}

test('nothing is asked of a video’s host before a press on play, then its private player', async () => {
  const { page, context, asked, trouble } = await visit(EMBEDDED)
  expect(await page.locator('[data-gam="still"]').count()).toBe(7)
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
  await page.waitForLoadState('networkidle')
  expect(asked).toEqual([])
  const place = page.locator('[data-gam="video"]').nth(1)
  const room = await place.evaluate(roomOf)
  await expect
    .poll(() => place.innerText())
    .toContain('Nothing is loaded from YouTube until you press play')
  await place.getByRole('button', { name: 'Play LinuxKit (YouTube)' }).click()
  const frame = place.locator('iframe')
  await expect.poll(() => asked.length).toBe(1)
  expect(asked[0]).toEqual({
    url: 'https://www.youtube-nocookie.com/embed/ByfegHVbJk0?start=0&autoplay=1',
    referrer: world.site.url.replace(/[^/]*$/, ''),
  })
  expect(await frame.getAttribute('title')).toBe('LinuxKit (YouTube)')
  expect(await page.frameLocator('iframe').getByRole('button').innerText()).toBe('Pause')
  expect(await page.locator('[data-gam="still"]').count()).toBe(6)
  expect(await place.evaluate(roomOf)).toEqual(room)
  expect(await page.locator('[data-gam="slides"]').count()).toBe(6)
  expect(trouble).toEqual([])
  expect(await page.evaluate(refusedFrame)).toBe('https://www.youtube.com')
  await context.close()
})

test('a chapter moves the player in place, with the keyboard alone', async () => {
  const { page, context, asked, trouble } = await visit(CHAPTERS)
  const lists = page.locator('[data-gam="chapters"]')
  expect(await lists.count()).toBe(2)
  expect(await lists.nth(1).locator('li').count()).toBe(7)
  expect(await lists.first().locator('li').last().innerText()).toMatch(/^60:14.*1:14:32/s)

  await page.getByRole('button', { name: 'Play The morning film begins with these' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => asked.map((one) => one.url)).toHaveLength(1)
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME')

  const history = await page.evaluate(() => window.history.length)
  const chapter = lists.first().getByRole('link', { name: /^60:14/ })
  await chapter.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => asked.map((one) => one.url)).toHaveLength(2)
  expect(asked[1]?.url).toBe(
    'https://www.youtube-nocookie.com/embed/-C_YL6za0-E?start=4472&autoplay=1',
  )
  expect(await page.locator('iframe').count()).toBe(1)
  expect(await page.evaluate(() => window.history.length)).toBe(history)
  expect(await chapter.evaluate((link) => link === document.activeElement)).toBe(true)
  expect(await chapter.getAttribute('aria-current')).toBe('true')
  expect(await page.locator('.markdown [role="status"]').innerText()).toBe(
    'Playing The morning film begins with these from 1:14:32',
  )
  const room = await page.locator('iframe').boundingBox()
  expect(room?.y).toBeGreaterThanOrEqual(0)

  await lists
    .nth(1)
    .getByRole('link', { name: /^16:27/ })
    .click()
  await expect.poll(() => page.locator('iframe').count()).toBe(2)
  expect(asked[2]?.url).toContain('/embed/Raj0zaqBxOc?start=987')

  const opened = context.waitForEvent('page')
  await chapter.click({ modifiers: ['ControlOrMeta'] })
  await opened
  expect(await page.locator('iframe').count()).toBe(2)
  expect(trouble).toEqual([])
  await context.close()
})

test('without a network a still says so, and what plays is left alone', async () => {
  const { page, context, asked } = await visit(CHAPTERS)
  await page.locator('[data-gam="still"]').first().click()
  await page.locator('iframe').waitFor()
  const frame = await page.locator('iframe').elementHandle()
  await context.setOffline(true)
  const still = page.locator('[data-gam="video"]').nth(1)
  await expect.poll(() => still.innerText()).toContain('Needs a connection')
  const before = asked.length
  // Pressed all the same, though it says that it is disabled.
  await still.getByRole('button').click({ force: true })
  await page.locator('[data-gam="chapters"] a').first().click()
  expect(await page.locator('iframe').count()).toBe(1)
  expect(asked).toHaveLength(before)
  await context.setOffline(false)
  await expect.poll(() => still.innerText()).toContain('Nothing is loaded from YouTube')
  await still.getByRole('button').click()
  await expect.poll(() => page.locator('iframe').count()).toBe(2)
  expect(await frame?.evaluate((one) => one.isConnected)).toBe(true)
  await context.close()
})
