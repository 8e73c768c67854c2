import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Page } from 'playwright'
import { addPoint, openSections } from '../../src/markdown/sections.ts'
import { mergeTexts, resolve } from '../../src/merging/merge-texts.ts'
import { makeRepository } from '../github/make-repository.ts'
import { listenForTrouble, shellStored, startWorld, type World } from './world.ts'

const TABLES = 'gam-tables/round'
const OLD = 'gam-tables/old'
const PATH = 'docs/agenda.md'
const AGENDA = `# Round tables

Anybody may come.

## Points

To talk about one of these, please submit a PR adding it to the list below.

### Ropes
### Sails

- Old canvas

## Afterwards

There will be songs.
`

/** Ten people: the keeper of the repository, and nine who may only propose. */
const PEOPLE = ['keeper', ...Array.from({ length: 9 }, (_, at) => `guest${at + 1}`)]
const tokenOf = (login: string) => `ghp_${login}${'Token'.repeat(5)}`

let world: World
beforeAll(async () => {
  world = await startWorld({
    users: PEOPLE.map((login, at) => ({ login, token: tokenOf(login), id: 100 + at, name: login })),
    more: async (folder) => {
      const gitDir = join(folder, 'tables.git')
      await makeRepository(gitDir, [{ files: { [PATH]: AGENDA } }])
      const old = join(folder, 'old.git')
      await makeRepository(old, [{ files: { [PATH]: AGENDA } }])
      return [
        { name: OLD, gitDir: old, defaultBranch: 'main' },
        { name: TABLES, gitDir, defaultBranch: 'main', writers: ['keeper'] },
      ]
    },
  })
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

test('one sentence under a heading becomes a point of one’s own edit, without Markdown and without an account', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  await page.goto(`${world.site.url}?${TABLES}/blob/HEAD/${PATH}`)
  await page.getByRole('button', { name: 'Add a point under “Sails”' }).waitFor()
  expect(await page.getByRole('button', { name: 'Add a point' }).count()).toBe(2)

  await page.getByRole('button', { name: 'Add a point under “Ropes”' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('# Who splices?')
  await page.keyboard.press('Enter')
  await page.getByText('Your edit, not sent yet: # Who splices?').waitFor()
  await page.getByRole('button', { name: 'Add a point under “Sails”' }).click()
  await page.keyboard.type('New canvas')
  await page.keyboard.press('Enter')
  await page.getByText('Your edit, not sent yet: New canvas').waitFor()
  await page.getByRole('button', { name: 'Continue your edit' }).waitFor()
  await page.getByRole('link', { name: /^Your edits/ }).waitFor()

  await page.reload()
  await page.getByText('Your edit, not sent yet: New canvas').waitFor()
  await page.getByText('Your edit, not sent yet: # Who splices?').waitFor()
  await page.getByRole('button', { name: 'Continue your edit' }).click()
  const editor = page.locator('.cm-content')
  await editor.waitFor()
  expect((await editor.innerText()).replace(/\n+/g, '\n')).toContain(
    '### Ropes\n- \\# Who splices?\n### Sails\n- Old canvas\n- New canvas\n',
  )
  expect(trouble).toEqual([])
  await context.close()
})

test('a point that is half written is there after a reload, and gone when it is given up or added', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(`${world.site.url}?${TABLES}/blob/HEAD/${PATH}`)
  const button = page.getByRole('button', { name: 'Add a point under “Sails”' })
  const field = page.getByRole('textbox', { name: /^A point for “Sails”/ })
  await button.click()
  await page.keyboard.type('Who mends')
  await page.reload()
  await field.waitFor()
  expect(await field.inputValue()).toBe('Who mends')
  await field.press('Escape')
  await button.click()
  expect(await field.inputValue()).toBe('')
  await page.keyboard.type('Who mends them?')
  await page.reload()
  await field.press('Enter')
  await page.getByText('Your edit, not sent yet: Who mends them?').waitFor()
  await page.reload()
  await page.getByText('Your edit, not sent yet: Who mends them?').waitFor()
  await button.waitFor()
  expect(await field.count()).toBe(0)
  await context.close()
})

test('an archived repository says so before a point is written, and takes no reports of problems', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  world.github.archive(OLD)
  await page.goto(`${world.site.url}?${OLD}/blob/HEAD/${PATH}`)
  await page.getByRole('button', { name: 'Add a point under “Ropes”' }).click()
  await page.getByRole('alert').getByText('This repository is archived').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Suggest an edit' }).click()
  await page.getByRole('alert').getByText('This repository is archived').waitFor()
  expect(await page.getByRole('link', { name: 'Report a problem' }).count()).toBe(0)
  await page.getByText('More', { exact: true }).click()
  await page.getByRole('button', { name: 'Write a recap' }).click()
  await page.getByRole('dialog').getByText('This repository is archived').waitFor()
  await context.close()
})

test('with an edit, the editor, its review and the list of edits open offline though none was ever opened', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(`${world.site.url}?${TABLES}/blob/HEAD/${PATH}`)
  await page.locator('.markdown').waitFor()
  await shellStored(page)
  await page.reload()
  const missing = () =>
    page.evaluate(async () => {
      const names = await Promise.all(
        (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
      )
      const stored = names.flat().map((one) => one.url)
      return ['EditPage', 'editor', 'ReviewPage', 'EditsPage', 'writer'].filter(
        (part) => !stored.some((url) => url.includes(`/${part}-`)),
      )
    })
  await page.getByRole('button', { name: 'Add a point under “Sails”' }).waitFor()
  // Who has no edit downloads nothing of it.
  expect(await missing()).toEqual(['EditPage', 'editor', 'ReviewPage', 'EditsPage', 'writer'])
  await add(page, 'Said on deck')
  await expect.poll(missing).toEqual([])
  // Who has none, and reads in a browser of their own.
  const other = await world.newContext()
  const reader = await other.newPage()
  await reader.goto(world.site.url)
  await shellStored(reader)
  await world.github.stop()
  await world.site.stop()
  try {
    await page.goto(`${world.site.url}?edits`)
    await page.getByRole('heading', { name: 'Your edits', level: 1 }).waitFor()
    await page.goto(`${world.site.url}?${TABLES}/blob/HEAD/${PATH}`)
    await page.getByRole('button', { name: 'Continue your edit' }).click()
    await page.locator('.cm-content').getByText('Said on deck').waitFor()
    await page.getByRole('button', { name: 'Review', exact: true }).click()
    await page.getByRole('heading', { name: 'Review', level: 1 }).waitFor()
    await page.getByText('Said on deck').first().waitFor()
    await reader.goto(`${world.site.url}?edits`)
    await reader.getByText('This part of Gam is not in this browser yet').waitFor()
  } finally {
    await world.site.start()
    await world.github.start()
  }
  await reader.getByRole('button', { name: 'Try again' }).click()
  await reader.getByRole('heading', { name: 'Your edits', level: 1 }).waitFor()
  await other.close()
  await context.close()
})

async function signedIn(login: string): Promise<Page> {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(`${world.site.url}?settings`)
  await page.getByLabel('A personal access token').fill(tokenOf(login))
  await page.getByLabel('Stay signed in').check()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText(`Signed in as ${login}`).waitFor()
  await page.goto(`${world.site.url}?${TABLES}/blob/HEAD/${PATH}`)
  return page
}

async function add(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a point under “Sails”' }).click()
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Review and send it' }).waitFor()
}

async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send as pull request' }).click()
  await page.getByText('Your pull request is open').waitFor()
}

const withPoint = (text: string, words: string): string => {
  const section = openSections(text).find(({ id }) => id === 'sails')
  return section ? addPoint(text, section, words) : ''
}

/** What the app does for who proposes a text, without the app. */
async function propose(login: string, text: string): Promise<void> {
  const fork = await world.github.fork(TABLES, login)
  await world.github.commit(fork, { branch: 'gam/agenda', files: { [PATH]: text } })
  const { status } = await fetch(`${world.github.api}/repos/${TABLES}/pulls`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokenOf(login)}` },
    body: JSON.stringify({ title: 'A point', head: `${login}:gam/agenda`, base: 'main' }),
  })
  expect(status).toBe(201)
}

const agenda = async () => (await world.github.fileAt(TABLES, 'main', PATH)) ?? ''

test('ten people add a point under one heading at once, and nobody’s is lost', async () => {
  const [last = '', first = '', ...others] = PEOPLE.toReversed()
  const [early, late] = await Promise.all([signedIn(first), signedIn(last)])
  await add(early, `A point of ${first}`)
  await add(late, `A point of ${last}`)
  await world.github.fork(TABLES, first)
  await world.github.fork(TABLES, last)
  await early.getByRole('link', { name: 'Review and send it' }).click()
  await send(early)
  await world.github.merge(TABLES, 1, { by: 'keeper' })
  for (const [at, login] of others.entries()) {
    const mine = withPoint(AGENDA, `A point of ${login}`)
    const merged = mergeTexts({ base: AGENDA, mine, theirs: await agenda() })
    if (merged.kind !== 'conflict') throw new Error('Two additions at one place are no conflict.')
    const conflicts = merged.parts.filter((part) => part.kind === 'conflict')
    expect(conflicts.map(({ onlyAdditions }) => onlyAdditions)).toEqual([true])
    await propose(login, resolve(merged, ['both']) ?? '')
    await world.github.merge(TABLES, at + 2, { by: 'keeper' })
  }
  await late.getByRole('link', { name: 'Review and send it' }).click()
  await late.getByRole('radio', { name: /both/i }).first().waitFor()
  await late.getByRole('button', { name: 'Take both and go on' }).click()
  await send(late)
  await world.github.merge(TABLES, 10, { by: 'keeper' })
  const lines = [first, ...others, last].map((login) => `- A point of ${login}\n`)
  expect(await agenda()).toContain(`### Sails\n\n- Old canvas\n${lines.join('')}\n## Afterwards`)
  await early.context().close()
  await late.context().close()
})

test('points that wait are shown where they would stand, and who may push takes them in', async () => {
  await propose('guest1', withPoint(AGENDA, 'Flax'))
  await propose('guest2', withPoint(AGENDA, 'Hemp'))
  const page = await signedIn('keeper')
  const trouble = listenForTrouble(page)
  // On an agenda that asks for points, whoever is signed in need not press anything.
  await page.getByText('Proposed by guest1: Flax').waitFor()
  await page.getByText('Proposed by guest2: Hemp').waitFor()
  const open = page.getByRole('button', { name: 'Take in the waiting points of this page (2)' })
  await open.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Closes #1').waitFor()
  await world.github.commit(TABLES, {
    files: { [PATH]: AGENDA.replace('There will be songs.', 'There will be shanties.') },
  })
  await dialog.getByRole('button', { name: 'Take in 2 points' }).click()
  await dialog.getByText('main has changed in the meantime, and nothing was done.').waitFor()
  await dialog.getByRole('button', { name: 'Take in 2 points' }).click()
  await page.getByText('2 points taken in.').waitFor()
  expect(await agenda()).toBe(
    withPoint(withPoint(AGENDA, 'Flax'), 'Hemp').replace('songs', 'shanties'),
  )
  expect(trouble).toEqual([])
  await page.context().close()
})
