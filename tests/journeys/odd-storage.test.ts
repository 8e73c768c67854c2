import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import { siteWithSnapshot } from './with-snapshot.ts'
import { callsTo, listenForTrouble, startWorld, type World } from './world.ts'

/* Browsers that store too little, nothing, or something else than Gam has stored; two tabs and two libraries in one. */

const REPORTS = 8
const HEAVY = '?gam-odd/heavy/tree/HEAD/heavy'
const LIGHT = '?gam-odd/light/tree/HEAD/light'
const heavyAt = (at: number) => `?gam-odd/heavy/blob/HEAD/heavy/report-${at}.md`
const lightAt = (at: number) => `?gam-odd/light/blob/HEAD/light/report-${at}.md`

let world: World
beforeAll(async () => {
  world = await startWorld({
    library: { title: 'Shelf', sources: [{ repo: 'gam-odd/light', path: 'light' }] },
    more: async (folder) => {
      const names = Array.from({ length: REPORTS }, (_, at) => at)
      const text = (at: number) => `# Report ${at}\n\nWords of report ${at}, a narwhal.\n\n`
      // Random bytes: a browser cannot store them in fewer.
      const heavy = names.flatMap((at) => [
        [`heavy/report-${at}.md`, `${text(at)}![A picture](${at}.png)\n`] as const,
        [`heavy/${at}.png`, randomBytes(1_000_000)] as const,
      ])
      const light = names.map((at) => [`light/report-${at}.md`, text(at)] as const)
      await makeRepository(join(folder, 'heavy.git'), [{ files: Object.fromEntries(heavy) }])
      await makeRepository(join(folder, 'light.git'), [{ files: Object.fromEntries(light) }])
      return ['heavy', 'light'].map((name) => ({
        name: `gam-odd/${name}`,
        gitDir: join(folder, `${name}.git`),
        defaultBranch: 'main',
      }))
    },
  })
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

const saveButton = (page: Page) => page.getByRole('button', { name: /^Save offline gam-odd/ })
const save = (page: Page) => saveButton(page).click()
const press = (button: HTMLElement): void => button.click()
const standing = (page: Page) => page.locator('.save [role=status]').first()
const isSaved = (page: Page) =>
  expect.poll(() => standing(page).textContent(), { timeout: 10_000 }).toBe('Saved offline')

async function limitTo(page: Page, quotaSize?: number): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  const origin = new URL(world.site.url).origin
  await browser.send('Storage.overrideQuotaForOrigin', {
    origin,
    ...(quotaSize === undefined ? {} : { quotaSize }),
  })
}

async function read(page: Page, address: string, at: number): Promise<void> {
  await page.goto(world.site.url + address)
  await page.locator('.markdown').getByText(`Words of report ${at}`).waitFor()
}

/** Nothing says that it is saved, and no edit is begun that would not stay. */
async function promisesNothing(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Save offline' }).click()
  await page.getByRole('button', { name: `${title}.` }).waitFor()
  await page.getByRole('button', { name: 'Suggest an edit' }).click()
  await page.locator('.why').getByText(`${title}.`).waitFor()
  expect(page.url()).not.toContain('edit')
  expect(await page.getByText('Saved offline').count()).toBe(0)
}

test('with room for a part, saving says so and keeps that part, and goes on when there is more; with none it promises nothing', async () => {
  // The room is for reports alone: the app has a cache of its own.
  const context = await world.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  await limitTo(page, 5_000_000)
  await page.goto(world.site.url + HEAVY)
  await save(page)
  await expect.poll(() => standing(page).textContent()).toBe('This browser’s storage is full.')
  await page.locator('[data-failure="storage-full"]').waitFor()

  await limitTo(page)
  await page.getByRole('button', { name: /^Try again/ }).click()
  await isSaved(page)
  world.github.fault({ kind: 'drop' })
  for (const at of [0, REPORTS - 1]) {
    await read(page, heavyAt(at), at)
    await expect
      .poll(() => page.locator('.markdown img').evaluate((one: HTMLImageElement) => one.src))
      .toMatch(/^blob:/)
  }
  await context.close()

  world.github.reset()
  const poor = await world.newContext({ serviceWorkers: 'block' })
  const other = await poor.newPage()
  await limitTo(other, 1)
  await read(other, lightAt(1), 1)
  await promisesNothing(other, 'This browser’s storage is full')
  await poor.close()
})

const openAs = (page: Page, version: number) =>
  page.evaluate(async (version) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('gam:/', version || undefined)
      request.onupgradeneeded = () => request.result.createObjectStore('later').put('theirs', 'a')
      request.onsuccess = () => resolve(request.result)
    })
    const stores = [...database.objectStoreNames]
    const kept = await new Promise((resolve) => {
      const asked = database.transaction('later').objectStore('later').get('a')
      asked.onsuccess = () => resolve(asked.result)
    })
    database.close()
    return { version: database.version, stores, kept }
  }, version)

test('without a database, or with one of a newer Gam, reading goes on, it is named, and nothing is promised', async () => {
  const broken: Record<string, (context: BrowserContext) => Promise<unknown>> = {
    'the browser’s storage does not work': (context) =>
      context.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined })),
    'the browser forbids it': (context) =>
      context.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('no', 'SecurityError')
        }
      }),
    'a newer Gam has stored things here': async (context) => {
      const page = await context.newPage()
      await page.goto(`${world.site.url}library.json`)
      await openAs(page, 99)
      await page.close()
    },
  }
  for (const [problem, breakIt] of Object.entries(broken)) {
    const context = await world.newContext()
    await breakIt(context)
    const page = await context.newPage()
    let exported = 0
    page.on('download', () => exported++)
    await read(page, lightAt(2), 2)
    await page.locator('[data-failure="storage-unavailable"]').getByText(problem).waitFor()
    await promisesNothing(page, 'Nothing can be stored here')
    await page.goto(`${world.site.url}?storage`)
    await page.getByRole('button', { name: 'Check and repair' }).click()
    await page.locator('main > .page > [role=status]').getByText(problem).waitFor()
    await page.getByRole('button', { name: 'Save as a file' }).click()
    await page.goto(`${world.site.url}?search=narwhal`)
    await page.getByText(/^In 0 of 8 reports/).waitFor()
    expect(exported).toBe(0)
    if (problem.includes('newer')) {
      expect(await openAs(page, 0)).toEqual({ version: 99, stores: ['later'], kept: 'theirs' })
    }
    await context.close()
  }
})

/** Changes one byte of the stored text that says this. */
const flip = (page: Page, words: string) =>
  page.evaluate(async (words) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('gam:/')
      request.onsuccess = () => resolve(request.result)
    })
    const blobs = database.transaction('blobs', 'readwrite').objectStore('blobs')
    let flipped = 0
    await new Promise((resolve) => {
      blobs.openCursor().onsuccess = ({ target }) => {
        const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result
        if (!cursor) return resolve(undefined)
        const bytes = cursor.value as Uint8Array
        const at = new TextDecoder().decode(bytes).indexOf(words)
        if (at >= 0) {
          flipped++
          bytes[at] = (bytes[at] ?? 0) ^ 1
          cursor.update(bytes)
        }
        cursor.continue()
      }
    })
    database.close()
    return flipped
  }, words)

test('a download that was cut is made anew, and a stored text that has changed on the disk is found and fetched again', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  world.github.fault({ host: 'raw', match: 'report-3', kind: 'cut', after: 12 })
  await page.goto(world.site.url + LIGHT)
  await save(page)
  await page.getByText('Waiting for a connection').first().waitFor()
  world.github.clearFaults()
  await page.getByRole('button', { name: /^Try again/ }).click()
  await isSaved(page)
  await read(page, lightAt(3), 3)

  expect(await flip(page, 'Words of report 5')).toBe(1)
  await page.goto(`${world.site.url}?storage`)
  await page.getByRole('button', { name: 'Check and repair' }).click()
  await page.getByText('1 damaged file of 8 removed. What is saved is fetched anew.').waitFor()
  await isSaved(page)
  world.github.fault({ kind: 'drop' })
  await read(page, lightAt(5), 5)
  await context.close()
})

test('two tabs that save, search and read the same fetch each report once, and tell the same', async () => {
  const context = await world.newContext()
  world.github.fault({ host: 'raw', kind: 'slow', delay: 150 })
  const [one, other] = [await context.newPage(), await context.newPage()]
  const trouble = [one, other].map(listenForTrouble)
  await Promise.all([one, other].map((page) => page.goto(world.site.url + LIGHT)))
  await Promise.all([one, other].map((page) => saveButton(page).waitFor()))
  // Without a look at the button: it is gone as soon as the other tab has been heard.
  await Promise.all([one, other].map((page) => saveButton(page).evaluate(press)))
  await one.locator(`a[href$="report-7.md"]`).click()
  // Not by another address: that would cut its downloads off, which are then made anew.
  await expect
    .poll(async () => {
      await other.keyboard.press('/')
      return other.url()
    })
    .toContain('?search')
  await other.keyboard.type('narwhal')
  await one.locator('.markdown').getByText('Words of report 7').waitFor()
  await expect.poll(() => other.locator('main ol > li').count()).toBe(REPORTS)
  await one.getByRole('button', { name: 'Saved offline' }).waitFor()
  await one.goBack()
  await other.goto(world.site.url + LIGHT)
  await Promise.all([one, other].map(isSaved))
  for (const page of [one, other]) {
    await expect.poll(() => page.locator('.entry').getByText('Saved offline').count()).toBe(8)
  }
  const asked = callsTo(world, 'raw').filter((path) => path.endsWith('.md'))
  expect(asked.sort()).toEqual([...new Set(asked)])
  expect(asked).toHaveLength(REPORTS)
  expect(trouble).toEqual([[], []])
  await context.close()
})

const damages: Record<string, (file: Buffer) => Buffer> = {
  pack: (file) => {
    const at = file.length >> 1
    return Buffer.concat([
      file.subarray(0, at),
      Buffer.from([~(file[at] ?? 0)]),
      file.subarray(at + 1),
    ])
  },
  facts: () => Buffer.from('<!doctype html>'),
  shard: (file) => file.subarray(0, file.length >> 1),
}

test('a snapshot of which every file is damaged is named in the console, and costs nothing but requests', async () => {
  const built = world.site.folder()
  const sources = [{ repo: 'gam-odd/light', path: 'light' }]
  const folder = await siteWithSnapshot(world, { title: 'Shelf', sources })
  const files = await readdir(folder)
  for (const [kind, damage] of Object.entries(damages)) {
    const [name = ''] = files.filter((file) => file.endsWith(`.${kind}`))
    await writeFile(join(folder, name), damage(await readFile(join(folder, name))))
  }
  world.site.setFolder(folder)
  world.github.reset()

  const context = await world.newContext()
  const page = await context.newPage()
  const warnings: string[] = []
  page.on('console', (message) => warnings.push(message.text()))
  await page.goto(world.site.url)
  await page.locator('.entry', { hasText: 'Report 6' }).waitFor()
  const isNamed = (kind: string) => warnings.some((text) => text.includes(`.${kind}: `))
  await expect.poll(() => ['pack', 'facts'].filter(isNamed)).toEqual(['pack', 'facts'])
  await read(page, lightAt(6), 6)
  await page.goto(`${world.site.url}?search=narwhal`)
  await expect.poll(() => page.locator('main ol > li').count()).toBeGreaterThan(0)
  expect(isNamed('shard')).toBe(true)
  await context.close()
  world.site.setFolder(built)
})

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}?settings`)
  await page.getByLabel('A personal access token').fill(world.sample.users[0]?.token ?? '')
  await page.getByLabel(/Stay signed in/).check()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText(/Signed in as/).waitFor()
}

test('of two libraries on one origin, one inside the other, neither sees or removes what is the other’s', async () => {
  const built = world.site.folder()
  const folder = await mkdtemp(join(world.folder, 'site-'))
  await cp(built, folder, { recursive: true })
  await cp(built, join(folder, 'two'), { recursive: true })
  const sources = [{ repo: 'gam-odd/light', path: 'light' }]
  await writeFile(join(folder, 'two/library.json'), JSON.stringify({ title: 'Two', sources }))
  world.site.setFolder(folder)
  const [one, two] = [world.site.url, `${world.site.url}two/`]

  const context = await world.newContext()
  const first = await context.newPage()
  await signIn(first, one)
  await first.goto(one + LIGHT)
  await save(first)
  await isSaved(first)
  await read(first, lightAt(1), 1)
  await first.getByRole('button', { name: 'Suggest an edit' }).click()
  await first.locator('.cm-content').pressSequentially('My own word. ')
  await first.getByText('Saved on this device', { exact: true }).waitFor({ state: 'attached' })

  const second = await context.newPage()
  await second.goto(`${two}?edits`)
  await second.getByRole('heading', { level: 1 }).waitFor()
  expect(await second.getByText('report-1').count()).toBe(0)
  await second.goto(`${two}?storage`)
  await second.getByRole('heading', { name: 'Storage' }).waitFor()
  await expect
    .poll(() => second.locator('main li p').first().textContent())
    .toMatch(/^0 of 8 reports here|^Its list of files/)
  await signIn(second, two)
  await second.goto(two + LIGHT)
  await save(second)
  await isSaved(second)
  await second.goto(`${two}?storage`)
  await second.getByRole('button', { name: 'Delete all' }).click()
  await second.getByRole('button', { name: 'Delete all reports and pictures now' }).click()
  await second.getByText('Deleted. What you open again is stored again.').waitFor()
  await second.goto(`${two}?settings`)
  await second.getByRole('button', { name: 'Sign out' }).click()
  await second.getByText('Nobody needs an account').waitFor()

  await first.goto(`${one}?settings`)
  await first.getByText(/Signed in as/).waitFor()
  await first.goto(`${one}?storage`)
  await first.getByRole('button', { name: 'Check and repair' }).click()
  await first.getByText('All 8 files are as they should be.').waitFor()
  await first.goto(`${one}?edits`)
  await first.getByText('report-1').first().waitFor()
  await context.setOffline(true)
  await read(first, lightAt(4), 4)
  await second.goto(two + LIGHT)
  await second.getByRole('link', { name: 'Two', exact: true }).waitFor()
  await context.close()
  world.site.setFolder(built)
})
