import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveSite, type Site } from './serve-site.ts'

let folder: string
let site: Site
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gam-site-test-'))
  for (const release of ['one', 'two']) {
    await mkdir(join(folder, release))
    await writeFile(join(folder, release, 'index.html'), release)
    await writeFile(join(folder, release, 'library.json'), '{}')
  }
  const options = { folder: join(folder, 'one'), port: 0, base: '/sub/path/' }
  site = await serveSite({ ...options, library: { title: 'Mine' } })
})
afterAll(async () => {
  await site.close()
  await rm(folder, { recursive: true, force: true })
})

const text = async (path: string) => (await fetch(site.url + path)).text()
const status = async (url: string) => (await fetch(url)).status

test('it is a plain file server below a path: no rewriting', async () => {
  expect(site.url).toMatch(/\/sub\/path\/$/)
  expect(await text('')).toBe('one')
  expect(await text('?owner/name/blob/HEAD/a.md')).toBe('one')
  expect(await status(`${site.url}nowhere`)).toBe(404)
  expect(await status(new URL('/', site.url).href)).toBe(404)
})

test('pages are asked for anew each time and may be stored', async () => {
  expect((await fetch(site.url)).headers.get('cache-control')).toBe('no-cache')
})

test('library.json can be another than the built one', async () => {
  expect(await text('library.json')).toBe('{"title":"Mine"}')
})

test('a new release takes the place of the old one', async () => {
  site.setFolder(join(folder, 'two'))
  expect(await text('')).toBe('two')
})

test('it goes away and comes back at the same address', async () => {
  await site.stop()
  await expect(fetch(site.url)).rejects.toThrow()
  await site.start()
  expect(await status(site.url)).toBe(200)
})
