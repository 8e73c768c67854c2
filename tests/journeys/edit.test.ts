import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { axeFindingsInAnyTheme } from './axe.ts'
import { listenForTrouble, quiet, shellStored, startWorld, type World } from './world.ts'

/** A PNG of one pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const REPORT = '?gam-sample/toolkit/blob/HEAD/reports/2017-05-31.md'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

const editor = (page: Page) => page.getByRole('textbox', { name: /^Text of/ })
const preview = (page: Page) => page.getByRole('region', { name: 'Preview' })
const saved = (page: Page) => page.getByText(/^saved /).waitFor()

/** Opens a report and begins an edit of it. */
async function begin(page: Page, address = REPORT): Promise<void> {
  await page.goto(world.site.url + address)
  await page.getByRole('button', { name: 'Suggest an edit' }).click()
  await editor(page).waitFor()
}

/** At the end of the text. */
async function type(page: Page, words: string): Promise<void> {
  await editor(page).click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(words)
}

test('what is typed is shown beside it, and a reload keeps it and its undo', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  await begin(page)
  expect(page.url()).toMatch(/\?edit=[a-z][a-z0-9]{9}$/)
  // A slash is a letter here, and opens no search.
  await type(page, '\n\nA *new* point. And/or')
  await preview(page).getByText('A new point. And/or').waitFor()
  await saved(page)
  await page.reload()
  await preview(page).getByText('A new point.').waitFor()
  await editor(page).click()
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => preview(page).textContent()).not.toContain('A new point.')
  await page.keyboard.press('ControlOrMeta+y')
  await preview(page).getByText('A new point.').waitFor()
  expect(trouble).toEqual([])
  await page.goto(world.site.url + REPORT)
  await page.getByRole('button', { name: 'Continue your edit' }).click()
  await preview(page).getByText('A new point.').waitFor()
  await context.close()
})

test('what was typed the moment before the page went is there again, and an edit opens offline', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(`${world.site.url}?gam-sample/toolkit/blob/HEAD/docs/1-start.md`)
  await page.locator('.markdown').waitFor()
  await shellStored(page)
  await begin(page)
  await type(page, '\n\nFirst words.')
  await saved(page)
  await type(page, ' Last words.')
  await page.reload()
  await preview(page).getByText('First words. Last words.').waitFor()
  await quiet(world)
  await world.github.stop()
  await world.site.stop()
  try {
    await type(page, ' Offline.')
    await preview(page).getByText('Last words. Offline.').waitFor()
    await page.reload()
    await preview(page).getByText('Last words. Offline.').waitFor()
    await type(page, ' And more.')
    await preview(page).getByText('Offline. And more.').waitFor()
    await begin(page, '?gam-sample/toolkit/blob/HEAD/docs/1-start.md')
    await type(page, '\n\nBegun offline.')
    await preview(page).getByText('Begun offline.').waitFor()
  } finally {
    await world.site.start()
    await world.github.start()
  }
  await context.close()
})

test('a second tab asks before it edits, and the first one saves and steps back', async () => {
  const context = await world.newContext()
  const first = await context.newPage()
  await begin(first)
  await type(first, '\n\nTyped in the first tab.')
  const second = await context.newPage()
  await second.goto(first.url())
  await second.getByText('This edit is open in another tab.').waitFor()
  expect(await editor(second).getAttribute('aria-readonly')).toBe('true')
  await type(first, ' At the last moment.')
  await second.getByRole('button', { name: 'Edit here instead' }).click()
  await preview(second).getByText('At the last moment.').waitFor()
  await first.getByText('This edit is open in another tab.').waitFor()
  await type(second, ' Here.')
  await preview(second).getByText('At the last moment. Here.').waitFor()
  await type(first, ' Nowhere.')
  expect(await editor(first).textContent()).not.toContain('Nowhere')
  await context.close()
})

test('a dropped picture becomes a file where the folder has its pictures, and is shown', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await begin(page, '?gam-sample/toolkit/blob/HEAD/docs/1-start.md')
  const drop = (name: string, bytes: string) =>
    editor(page).evaluate(
      (text, { name, bytes }) => {
        const data = new DataTransfer()
        data.items.add(new File([Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0))], name))
        const { left, top } = text.getBoundingClientRect()
        text.dispatchEvent(
          new DragEvent('drop', {
            dataTransfer: data,
            bubbles: true,
            cancelable: true,
            clientX: left + 60,
            clientY: top + 60,
          }),
        )
      },
      { name, bytes },
    )
  await drop('A Whale.PNG', PIXEL)
  await page.getByText('images/a-whale.png').first().waitFor()
  expect(await editor(page).textContent()).toContain('![A Whale](images/a-whale.png)')
  const image = preview(page).locator('img[alt="A Whale"]')
  await image.waitFor()
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1)
  await drop('not-a-picture.png', btoa('Call me Ishmael.'))
  await page.getByRole('alert').getByText('it is no picture').waitFor()
  await saved(page)
  await page.reload()
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1)
  await context.close()
})

test('an old version says so before anything is typed, and offers what is possible', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url + REPORT)
  await page.locator('.markdown').waitFor()
  await quiet(world)
  const commit = world.github.requests
    .map((one) => /\/git\/trees\/([0-9a-f]{40})/.exec(one.path)?.[1])
    .find(Boolean)
  await page.goto(world.site.url + REPORT.replace('HEAD', commit ?? ''))
  await page.getByRole('button', { name: 'Suggest an edit' }).click()
  await page.getByText('This is an old version').waitFor()
  expect(await page.getByRole('link', { name: 'Report a problem' }).getAttribute('href')).toMatch(
    /^https:\/\/github\.com\/gam-sample\/toolkit\/issues\/new\?title=Report/,
  )
  await page.getByRole('link', { name: 'Edit the newest version' }).click()
  await expect.poll(() => page.url()).toContain('/blob/HEAD/')
  await context.close()
})

test('selected words open the editor at their place', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url + REPORT)
  await page.getByRole('button', { name: 'Suggest an edit' }).waitFor()
  const words = page.getByText('Smaller images:')
  const hovering = page.getByRole('button', { name: 'Edit these words' })
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 700 })
    // At the lower edge of the window there is no room below them.
    for (const block of ['center', 'end'] as const) {
      await words.evaluate((one, block) => {
        one.scrollIntoView({ block, behavior: 'instant' })
        getSelection()?.removeAllRanges()
      }, block)
      await hovering.waitFor({ state: 'hidden' })
      await words.evaluate((one) => getSelection()?.selectAllChildren(one))
      await hovering.waitFor()
      const [a, b] = [await words.boundingBox(), await hovering.boundingBox()]
      if (!a || !b) throw new Error('they are on the screen')
      expect(b.y + b.height).toBeLessThanOrEqual(700)
      expect(Math.min(Math.abs(b.y - a.y - a.height), Math.abs(a.y - b.y - b.height))).toBeLessThan(
        16,
      )
      expect(b.x).toBeLessThanOrEqual(Math.max(8, a.x) + 1)
    }
  }
  const problem = page.getByRole('link', { name: 'Report a problem' })
  expect(decodeURIComponent((await problem.getAttribute('href')) ?? '')).toMatch(
    /\/gam-sample\/toolkit\/issues\/new\?.*2017-05-31\.md\):\n\n> Smaller images:\n\n$/s,
  )
  await hovering.click()
  await editor(page).waitFor()
  await expect.poll(() => page.url()).toMatch(/\?edit=[a-z0-9]+$/)
  await page.keyboard.type('Tiny pictures')
  await preview(page).getByText('Tiny pictures').waitFor()
  expect(await editor(page).textContent()).toContain('**Tiny pictures:**')
  await context.close()
})

test('an edit that nothing was typed in goes when one leaves it, and one with a single letter stays', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const own = page.getByRole('link', { name: /^Your edits/ })
  await begin(page)
  await own.waitFor()
  await page.getByRole('button', { name: 'Review', exact: true }).click()
  await page.getByRole('heading', { name: 'Nothing is changed yet' }).waitFor()
  await page.getByRole('link', { name: 'Back to the editor' }).click()
  await editor(page).waitFor()
  // In a hurry: the editor in between never comes to stand.
  await page.evaluate(async () => {
    for (let step = 0; step < 3; step++) {
      const gone = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }))
      history.back()
      await gone
    }
  })
  await page.getByRole('button', { name: 'Suggest an edit' }).waitFor()
  await own.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Suggest an edit' }).click()
  await editor(page).waitFor()
  // The tab is closed over it: it goes when one looks.
  await page.goto(`${world.site.url}?edits`)
  await page.getByRole('heading', { name: 'Your edits' }).waitFor()
  await own.waitFor({ state: 'detached' })
  expect(await page.getByText('2017-05-31').count()).toBe(0)

  await begin(page)
  await type(page, 'x')
  await page.goBack()
  await page.getByRole('button', { name: 'Continue your edit' }).click()
  await expect.poll(() => editor(page).innerText()).toMatch(/x$/)
  await context.close()
})

test('a second report goes into the edit that is begun: both are reviewed, and what is untouched is not', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await begin(page)
  await type(page, '\n\nFirst file.')
  await saved(page)
  const first = page.url()
  const add = async (address: string) => {
    await page.goto(world.site.url + address)
    await page.getByText('More', { exact: true }).click()
    await page.getByRole('button', { name: /^Add to your edit/ }).click()
    await editor(page).waitFor()
  }
  await add('?gam-sample/toolkit/blob/HEAD/docs/1-start.md')
  expect(page.url().startsWith(first)).toBe(true)
  await page.getByRole('textbox', { name: 'Text of docs/1-start.md' }).waitFor()
  await type(page, '\n\nSecond file.')
  await saved(page)
  await add('?gam-sample/toolkit/blob/HEAD/reports/2017-06-30.md')
  await page.getByRole('combobox', { name: 'Text' }).selectOption('reports/2017-05-31.md')
  await preview(page).getByText('First file.').waitFor()
  await page.reload()
  await preview(page).getByText('First file.').waitFor()

  await page.getByRole('button', { name: 'Review', exact: true }).click()
  await page.getByText('Second file.').first().waitFor()
  const changes = page.locator('main')
  await changes.getByText('First file.').first().waitFor()
  expect(await changes.textContent()).not.toContain('2017-06-30')

  await page.goto(`${world.site.url}?gam-sample/toolkit/blob/HEAD/docs/1-start.md`)
  await page.getByRole('button', { name: 'Continue your edit' }).click()
  await preview(page).getByText('Second file.').waitFor()
  await context.close()
})

test('an edit that this browser has not is said so', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(`${world.site.url}?edit=abcdefghij`)
  await page.getByRole('heading', { name: 'No such edit in this browser' }).waitFor()
  await page.getByRole('link', { name: 'Your edits' }).first().click()
  await page.getByRole('heading', { name: 'Your edits' }).waitFor()
  await context.close()
})

test('by keyboard alone, in a window of 360 pixels: bold, search, out by Tab, preview, review', async () => {
  const context = await world.newContext({ viewport: { width: 360, height: 640 } })
  const page = await context.newPage()
  await page.goto(world.site.url + REPORT)
  await page.getByRole('button', { name: 'Suggest an edit' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toMatch(/^Text of/)
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('- bold')
  await page.keyboard.press('ControlOrMeta+b')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('next')
  expect(await editor(page).innerText()).toContain('- **bold**\n- next')
  await page.keyboard.press('ControlOrMeta+f')
  await expect.poll(() => focused(page)).toMatch(/find/i)
  await page.keyboard.press('Escape')
  await saved(page)
  await page.keyboard.press('Tab')
  expect(await focused(page)).not.toMatch(/^Text of/)
  await page.getByRole('button', { name: 'Preview' }).focus()
  await page.keyboard.press('Enter')
  await preview(page).getByText('next').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  await page.getByRole('button', { name: 'Review' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toContain('?review=')
  await context.close()
})

test('on a low screen the text stays in sight while one writes, and no word about storage moves it', async () => {
  const context = await world.newContext({ viewport: { width: 360, height: 330 } })
  const page = await context.newPage()
  const told = page.getByText(/^\s*Your browser may delete this/)
  await begin(page)
  await type(page, '\n\nLast line')
  const header = page.locator('#app > header')
  await header.waitFor({ state: 'hidden' })
  await saved(page)
  const room = () =>
    page.locator('.source').evaluate((one) => Math.round(one.getBoundingClientRect().height))
  expect(await room()).toBeGreaterThan(200)
  expect(await told.isVisible()).toBe(false)
  const line = await page.locator('.cm-line').last().boundingBox()
  expect(line?.y ?? -1).toBeGreaterThan(0)
  // But for a rounding.
  expect((line?.y ?? 0) + (line?.height ?? Infinity)).toBeLessThan(331)
  const review = page.getByRole('button', { name: 'Review', exact: true })
  expect(await review.isVisible()).toBe(true)

  // Who steps out of the text has all of it again, and the word about storage below the text.
  await review.focus()
  await header.waitFor()
  await told.waitFor()
  const below = await told.evaluate(
    (one) =>
      one.getBoundingClientRect().top >=
      (document.querySelector('.source')?.getBoundingClientRect().bottom ?? Infinity),
  )
  expect(below).toBe(true)
  await context.close()
})

test('at 360 pixels the buttons of a report with an edit take the room that is kept for them', async () => {
  const context = await world.newContext({ viewport: { width: 360, height: 640 } })
  const page = await context.newPage()
  await begin(page)
  await type(page, '\n\nMore.')
  await saved(page)
  await page.goto(world.site.url + REPORT)
  await page.getByRole('button', { name: 'Continue your edit' }).waitFor()
  await page.getByRole('button', { name: 'Save offline' }).waitFor()
  const room = page.locator('article header > .acts')
  const [height, reserved] = await room.evaluate((one) => [
    one.getBoundingClientRect().height,
    parseFloat(getComputedStyle(one).minHeight),
  ])
  expect(height).toBe(reserved)
  await context.close()
})

test('a browser that stores nothing more says so, and gives the text as a file', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await begin(page)
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
  })
  await type(page, '\n\nNot to be lost.')
  await page.getByRole('alert').getByText('What you type is not saved.').waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the text as a file' }).click()
  expect((await download).suggestedFilename()).toBe('2017-05-31.md')
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await preview(page).getByText('Not to be lost.').waitFor()
  await context.close()
})

test('axe finds nothing in the editor in any theme', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await begin(page)
  await type(page, '\n\n`code`, **bold**, *lean*, ~~gone~~ <b>html</b>\n\n> quoted\n\n---\n')
  await saved(page)
  await page.keyboard.press('ControlOrMeta+f')
  expect(await axeFindingsInAnyTheme(page)).toEqual([])
  await context.close()
})

/** The accessible name of what has the focus, in the editor's shadow too. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const outer = document.activeElement
    const element = outer?.shadowRoot?.activeElement ?? outer
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? ''
  })
