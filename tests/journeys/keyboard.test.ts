import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { quiet, startWorld, type World } from './world.ts'

/* Whole paths with no pointer at all: nothing but keys, and what has the focus. */

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    return `${element?.tagName} ${(element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim()}`
  })

/** Presses Tab until the focus is on what is sought; at most `most` times. */
async function tabTo(page: Page, sought: RegExp, most = 60): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab')
    if (sought.test(await focused(page))) return
  }
  throw new Error(`Tab does not lead to ${sought}; the focus is on ${await focused(page)}`)
}

test('from the library to a report, along its outline, and back to where one was', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await quiet(world)

  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('A Skip to the text')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  await tabTo(page, /^A .*June/)
  // Its title may change once its facts are known.
  const href = () => page.evaluate(() => document.activeElement?.getAttribute('href'))
  const entry = await href()
  expect(entry).toBeTruthy()
  await page.keyboard.press('Enter')
  await page.locator('.markdown').waitFor()
  await expect.poll(() => focused(page)).toMatch(/^H1 /)

  await page.getByRole('navigation', { name: /page|contents|outline/i }).waitFor()
  await tabTo(page, /^A (?!Link to|View|Copy).*/, 12)
  await page.goBack()
  await expect.poll(href).toBe(entry)
  await context.close()
})

test('adds a repository, reads in it in the dark, signs in and hides it again', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url)
  await page.locator('.entry').first().waitFor()
  await quiet(world)

  await tabTo(page, /^BUTTON Text and colours/)
  await page.keyboard.press('Enter')
  await page.locator('#menu-theme-dark, #text-menu input').first().waitFor()
  await tabTo(page, /^INPUT/, 3)
  for (let step = 0; step < 4; step++) {
    if (await page.evaluate(() => document.documentElement.dataset['theme'] === 'dark')) break
    await page.keyboard.press('ArrowRight')
  }
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
  await page.keyboard.press('Escape')
  expect(await focused(page)).toBe('BUTTON Text and colours')

  await tabTo(page, /^SUMMARY \+ Add a repository/)
  await page.keyboard.press('Enter')
  await tabTo(page, /^INPUT/, 2)
  await page.keyboard.type('nonsense')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('https://github.com/gam-sample/summits/tree/notes/autumn/src/events')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Remove from this library' }).waitFor()
  await page.locator('.entry').first().waitFor()
  await tabTo(page, /^A /, 20)
  await tabTo(page, /^BUTTON Remove from this library/)
  await page.keyboard.press('Enter')
  await expect
    .poll(() => page.getByRole('button', { name: 'Remove from this library' }).count())
    .toBe(0)

  await tabTo(page, /^A Settings/, 100)
  await page.keyboard.press('Enter')
  await page.locator('#token').waitFor()
  await tabTo(page, /^INPUT/, 40)
  while (!(await page.evaluate(() => document.activeElement?.id === 'token'))) {
    await tabTo(page, /^INPUT/, 40)
  }
  await page.keyboard.type(world.sample.users[0]?.token ?? '')
  await page.keyboard.press('Enter')
  await page
    .getByText(/Signed in|ahab/i)
    .first()
    .waitFor()
  await context.close()
})
