import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import type { ServedRepository } from '../github/server.ts'
import { listenForTrouble, startWorld, type World } from './world.ts'

/* What is written twice where it is meant to stand once. */

const NOTE = `---
authors: [Ann, Ann, Bea]
---
# A note

## Part

## Part

## Part-1
`
const source = { repo: 'gam-sample/toolkit', path: 'docs' }
const link = { title: 'Home', href: 'https://example.com/' }
const LIBRARY = {
  title: 'Twice',
  links: [link, link],
  sources: [source, { ...source, title: 'Again' }, { ...source, path: '' }],
}

async function repositories(folder: string): Promise<ServedRepository[]> {
  const gitDir = join(folder, 'twice.git')
  await makeRepository(gitDir, [{ files: { 'note.md': NOTE } }])
  return [{ name: 'gam-sample/twice', gitDir }]
}

let world: World
beforeAll(async () => {
  world = await startWorld({ more: repositories, library: LIBRARY })
})
afterAll(() => world.close())

test('an author who stands there twice is named once', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  await page.goto(`${world.site.url}?gam-sample/twice/blob/HEAD/note.md`)
  await page.locator('.markdown').waitFor()
  expect(await page.locator('.byline span').allTextContents()).toEqual(
    expect.arrayContaining(['Ann', 'Bea']),
  )
  expect(await page.getByText('Ann', { exact: true }).count()).toBe(1)
  expect(trouble).toEqual([])
  await context.close()
})

test('a library with a source and a link twice stands', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  await page.goto(world.site.url)
  await page.locator('.chips li').first().waitFor()
  expect(await page.locator('.chips li').count()).toBe(3)
  await page.locator('.entry').first().waitFor()
  expect(said).toContain('library.json: sources[1] is there twice')
  expect(trouble).toEqual([])
  await context.close()
})
