import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { OUTSIDERS_TOKEN } from '../github/sample/build.ts'
import { axeFindings, axeFindingsInAnyTheme } from './axe.ts'
import { listenForTrouble, startWorld, type World } from './world.ts'

const UPSTREAM = 'gam-sample/toolkit'
const FORK = 'queequeg/toolkit'
const PATH = 'reports/2017-05-31.md'
const REPORT = `?${UPSTREAM}/blob/HEAD/${PATH}`

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

const edits = (page: Page) => page.goto(`${world.site.url}?edits`)
const group = (page: Page, name: string) => page.getByRole('region', { name })
const editor = (page: Page) => page.getByRole('textbox', { name: /^Text of/ })

const branches = async () =>
  Object.keys(await world.github.refs(FORK)).filter((ref) => ref.startsWith('refs/heads/'))

/** Writes an edit; says its id. */
async function write(page: Page, words: string): Promise<string> {
  await page.goto(world.site.url + REPORT)
  await page.getByRole('button', { name: 'Suggest an edit' }).click()
  await type(page, words)
  return new URL(page.url()).search.replace('?edit=', '')
}

async function type(page: Page, words: string): Promise<void> {
  await editor(page).click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(words)
  await page.getByText(/^saved /).waitFor()
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${world.site.url}?settings`)
  await page.getByLabel('A personal access token').fill(OUTSIDERS_TOKEN)
  await page.getByLabel('Stay signed in').check()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText(/Signed in as/).waitFor()
}

/** What pressing “Send” leaves in storage. */
const press = (page: Page, id: string, path = PATH): Promise<void> =>
  page.evaluate(
    async ({ id, path, base }) => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(`gam:${base}`)
        request.onsuccess = () => resolve(request.result)
      })
      const transaction = database.transaction(['drafts', 'journals'], 'readwrite')
      const got = transaction.objectStore('drafts').get(id)
      got.onsuccess = () => {
        const draft = got.result as {
          base: string
          repository: string
          texts: { before: string; text: string }[]
        }
        const { before, text } = draft.texts[0] ?? { before: '', text: '' }
        const journal = {
          id,
          repository: draft.repository,
          base: 'HEAD',
          parent: draft.base,
          branch: `gam/report-${id}`,
          login: 'queequeg',
          startedAt: Date.now(),
          letter: {
            title: 'Thank one more',
            body: 'They were there.',
            message: 'Thank one more\n\nSigned-off-by: Queequeg <queequeg@example.com>',
            author: { name: 'Queequeg', email: 'queequeg@example.com' },
            date: '2026-11-21T12:00:00Z',
            isDraft: false,
            maintainersMayEdit: true,
            files: [{ path, mode: '100644', before, text }],
          },
        }
        transaction.objectStore('journals').put(journal, id)
      }
      await new Promise((resolve) => (transaction.oncomplete = resolve))
      database.close()
    },
    { id, path, base: new URL(world.site.url).pathname },
  )

/** An edit that has become a pull request, with the sign-off that its repository asks for. */
async function propose(page: Page): Promise<string> {
  await world.github.commit(UPSTREAM, {
    files: {
      'CONTRIBUTING.md': '# Contributing\n\nEvery commit must have a Signed-off-by line.\n',
    },
  })
  await world.github.fork(UPSTREAM, 'queequeg')
  await signIn(page)
  const id = await write(page, '\n- To those who read this.')
  await page.getByRole('button', { name: 'Review', exact: true }).click()
  await page.getByLabel('Title').fill('Thank one more')
  await page.getByRole('checkbox', { name: 'I certify this' }).check()
  await page.getByRole('button', { name: 'Send as pull request' }).click()
  await page.getByText('Your pull request is open').waitFor()
  await edits(page)
  await group(page, 'Open').getByRole('heading', { name: 'Thank one more' }).waitFor()
  await page.getByText('Open', { exact: true }).waitFor()
  return id
}

async function close(context: BrowserContext, trouble: readonly string[]): Promise<void> {
  expect(trouble).toEqual([])
  await context.close()
}

test('an edit is renamed, given as files, deleted and brought back, by keyboard alone', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  await edits(page)
  await page.getByText('You have not changed anything yet.').waitFor()
  await write(page, '\n- To those who read this.')
  await edits(page)
  const unsent = group(page, 'Not sent')
  await unsent.getByRole('button', { name: /^Rename/ }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Thank the readers')
  await page.keyboard.press('Enter')
  await unsent.getByRole('heading', { name: 'Thank the readers' }).waitFor()
  await expect.poll(() => focused(page)).toMatch(/^Rename/)

  const file = page.waitForEvent('download')
  await unsent.getByRole('button', { name: /^Save as a file/ }).press('Enter')
  expect((await file).suggestedFilename()).toBe('2017-05-31.md')
  const patch = page.waitForEvent('download')
  await unsent.getByRole('button', { name: /^Save as a patch/ }).press('Enter')
  expect((await patch).suggestedFilename()).toBe('2017-05-31.patch')
  expect(await readFile(await (await patch).path(), 'utf8')).toContain('+- To those who read this.')

  await unsent.getByRole('button', { name: /^Delete/ }).press('Enter')
  await expect.poll(() => focused(page)).toBe('Undo')
  expect(await unsent.count()).toBe(0)
  await page.keyboard.press('Enter')
  await unsent.getByRole('heading', { name: 'Thank the readers' }).waitFor()
  await unsent.getByRole('link', { name: /^Continue/ }).press('Enter')
  await expect.poll(() => editor(page).textContent()).toContain('To those who read this.')
  await close(context, trouble)
})

test('an edit that waits says for what, is paused, goes on and is called back', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  await world.github.fork(UPSTREAM, 'queequeg')
  const id = await write(page, '\n- To those who read this.')
  await press(page, id)
  await edits(page)
  await page.getByText('1 edit waits: sign in to send it.').waitFor()
  const waiting = group(page, 'Waiting')
  await waiting.getByRole('button', { name: /^Pause/ }).click()
  await waiting.getByText('Paused.').waitFor()
  await waiting.getByRole('button', { name: /^Call it back/ }).click()
  await group(page, 'Not sent')
    .getByRole('link', { name: /^Continue/ })
    .waitFor()
  expect(world.github.pulls(UPSTREAM)).toEqual([])
  await press(page, id)
  await page.reload()
  await waiting.getByText('Nobody is signed in here.').waitFor()
  world.github.fault({
    kind: 'secondary-limit',
    match: '/git/',
    status: 429,
    retryAfter: 50,
    times: 1,
  })
  await waiting.getByRole('button', { name: 'Sign in' }).click()
  const dialog = page.getByRole('dialog')
  const link = dialog.getByRole('link', { name: 'Make a token on GitHub' })
  expect(await link.getAttribute('href')).toContain('scopes=public_repo')
  await dialog.getByLabel('Token', { exact: true }).fill(OUTSIDERS_TOKEN)
  await dialog.getByRole('button', { name: 'Use this token' }).click()
  await dialog.waitFor({ state: 'detached' })
  await waiting.getByText(/It is tried again in \d+ seconds?/).waitFor()
  await waiting.getByRole('button', { name: 'Try now' }).click()
  await group(page, 'Open').getByRole('heading', { name: 'Thank one more' }).waitFor()
  expect(world.github.pulls(UPSTREAM)).toHaveLength(1)
  await close(context, trouble)
})

test('an open pull request is reviewed, changed, given another title, accepted and tidied away', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  const id = await propose(page)
  const open = group(page, 'Open')
  world.github.review(UPSTREAM, 1, 'ahab', 'CHANGES_REQUESTED', 'Name them, <b>please</b>.')
  const head = world.github.pulls(UPSTREAM)[0]?.headSha ?? ''
  world.github.setCheck(head, { name: 'spelling', conclusion: 'failure' })
  await page.reload()
  await open.getByText('Name them, <b>please</b>.').waitFor()
  await open.getByText('1 check failing').waitFor()
  expect(await open.getByRole('link', { name: 'Answer on GitHub' }).getAttribute('href')).toMatch(
    /#pullrequestreview-/,
  )

  await open.getByRole('link', { name: /^Change it/ }).click()
  await page.getByText('This edit is pull request #1').waitFor()
  await type(page, ' Thank you, Pip.')
  await page.getByRole('button', { name: 'Your edits', exact: true }).click()
  await open.getByText('You have changed it since it was sent.').waitFor()
  await open.getByRole('button', { name: /^Send the change/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What this commit does').fill('Name Pip')
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: 'Send' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await world.github.fileAt(FORK, `gam/2017-05-31-${id}`, PATH)).toContain('Thank you, Pip.')
  await expect.poll(() => open.getByText('You have changed it').count()).toBe(0)

  await open.getByRole('button', { name: /^Title and description/ }).click()
  await dialog.getByLabel('Title').fill(`Thank ghp_${'aB3dE5fG7h'.repeat(4)}`)
  await dialog.getByRole('button', { name: 'Change on GitHub' }).click()
  await dialog.getByRole('alert').getByText('In the title, line 1, stands something').waitFor()
  await dialog.getByLabel('Title').fill('Thank Pip')
  await dialog.getByRole('button', { name: 'Change on GitHub' }).click()
  await open.getByRole('heading', { name: 'Thank Pip' }).waitFor()
  expect(world.github.pulls(UPSTREAM)[0]?.title).toBe('Thank Pip')

  await open.getByRole('link', { name: /^Change it/ }).click()
  await type(page, ' And Starbuck.')
  await world.github.merge(UPSTREAM, 1, { by: 'ahab' })
  await edits(page)
  const accepted = group(page, 'Accepted')
  await accepted.getByRole('heading', { name: 'Thank Pip' }).waitFor()
  await page.getByText('The report shows it now.').waitFor()
  await accepted.getByText('You have changes that were not in it.').waitFor()
  const file = page.waitForEvent('download')
  await accepted.getByRole('button', { name: /^Save as a file/ }).click()
  expect(await readFile(await (await file).path(), 'utf8')).toContain('Pip. And Starbuck.')
  await accepted.getByRole('button', { name: /^Remove/ }).click()
  await dialog.getByText('they are deleted with it').waitFor()
  await page.keyboard.press('Escape')
  await accepted.getByRole('button', { name: /^Send them as a new edit/ }).click()
  await page.getByRole('heading', { name: 'Review', level: 1 }).waitFor()
  await page.getByText('None of the ten newest open pull requests changes it.').waitFor()
  await page.getByRole('button', { name: 'Send as pull request' }).click()
  await page.getByText('Your pull request is open').waitFor()
  const diff = (await world.github.diffOf(UPSTREAM, 2)).split('\n')
  expect(diff.filter((line) => /^[-+](?!(?:--|\+\+) )/.test(line))).toEqual([
    '-- To those who read this. Thank you, Pip.',
    '+- To those who read this. Thank you, Pip. And Starbuck.',
  ])
  await edits(page)
  await accepted.getByRole('heading', { name: 'Thank Pip' }).waitFor()
  await expect.poll(() => page.getByText('You have changes that were not').count()).toBe(0)
  await accepted.getByRole('button', { name: 'Tidy up 1 branch' }).click()
  await page.getByText('1 branch tidied.').waitFor()
  expect(await branches()).toHaveLength(2)
  await page.goto(world.site.url + REPORT)
  await page
    .locator('.markdown')
    .getByText('To those who read this. Thank you, Pip.', { exact: true })
    .waitFor()
  await close(context, trouble)
})

test('a pull request in conflict is brought up to date: what there is now is merged in', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  await propose(page)
  const before = (await world.github.fileAt(UPSTREAM, 'main', PATH)) ?? ''
  const files = { [PATH]: `${before.trimEnd()}\n- To those who came.\n` }
  const base = await world.github.commit(UPSTREAM, { files })
  const open = group(page, 'Open')
  const bringUp = open.getByRole('button', { name: /^Bring it up to date/ })
  await page.reload()
  await open.getByText('Conflicts with what has changed in main since').waitFor()
  await bringUp.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Take both and go on' }).click()
  await dialog.getByText('What is there stays').waitFor()
  const [sent] = world.github.pulls(UPSTREAM)
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: 'Bring it up to date' }).click()
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => bringUp.count()).toBe(0)
  const [pull] = world.github.pulls(UPSTREAM)
  const commit = await fetch(`${world.github.api}/repos/${FORK}/git/commits/${pull?.headSha}`)
  expect(await commit.json()).toMatchObject({
    parents: [{ sha: sent?.headSha }, { sha: base }],
  })
  const diff = await world.github.diffOf(UPSTREAM, 1)
  expect(diff.split('\n').filter((line) => /^[-+](?!(?:--|\+\+) )/.test(line))).toEqual([
    '+',
    '+- To those who read this.',
  ])
  await close(context, trouble)
})

test('a pull request is withdrawn, and another browser finds what it does not know', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  await propose(page)
  const other = await world.newContext()
  const elsewhere = await other.newPage()
  await signIn(elsewhere)
  await edits(elsewhere)
  await elsewhere.getByRole('button', { name: 'Look on GitHub for my edits' }).click()
  await group(elsewhere, 'Open').getByRole('link', { name: 'Thank one more' }).waitFor()
  await other.close()

  await group(page, 'Open')
    .getByRole('button', { name: /^Withdraw/ })
    .click()
  const dialog = page.getByRole('dialog')
  // It comes with its own code: until then Escape goes to nobody.
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => focused(page)).toMatch(/^Withdraw/)
  expect(world.github.pulls(UPSTREAM)[0]?.state).toBe('open')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Withdraw' }).click()
  await group(page, 'Closed').getByRole('heading', { name: 'Thank one more' }).waitFor()
  await expect.poll(() => focused(page)).toBe('Thank one more')
  expect(world.github.pulls(UPSTREAM)[0]?.state).toBe('closed')
  expect(await branches()).toEqual(['refs/heads/main'])
  await group(page, 'Closed')
    .getByRole('button', { name: /^Remove/ })
    .click()
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  await close(context, trouble)
})

test('signing out names the unsent edits of private reports before it forgets them', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(`${world.site.url}?settings`)
  await page.getByLabel('A personal access token').fill(world.sample.users[0]?.token ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText(/Signed in as/).waitFor()
  await page.goto(`${world.site.url}?gam-sample/minutes/blob/HEAD/notes/2017-06-05.md`)
  await page.getByRole('button', { name: 'Suggest an edit' }).click()
  await type(page, '\n\nNot for everybody.')
  await write(page, '\n- To those who read this.')
  await page.goto(`${world.site.url}?settings`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('notes/2017-06-05.md').waitFor()
  expect(await dialog.getByText(PATH).count()).toBe(0)
  const file = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save them as files' }).click()
  expect((await file).suggestedFilename()).toBe('2017-06-05.md')
  const left = page.waitForEvent('load')
  await dialog.getByRole('button', { name: 'Sign out and forget them' }).click()
  await left
  await page.getByText('Nobody needs an account').waitFor()
  await edits(page)
  await group(page, 'Not sent').getByRole('link', { name: PATH }).waitFor()
  expect(await page.getByText('gam-sample/minutes').count()).toBe(0)
  await context.close()
})

test('axe finds nothing on the page or in its dialogs, in any theme', async () => {
  const context = await world.newContext({ viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  await propose(page)
  world.github.comment(UPSTREAM, 1, 'ahab', 'Well said.')
  await write(page, '\n- To those who write this.')
  await edits(page)
  await page.getByText('Well said.').waitFor()
  const isWider = () => document.documentElement.scrollWidth > document.documentElement.clientWidth
  expect(await page.evaluate(isWider)).toBe(false)
  expect(await axeFindingsInAnyTheme(page)).toEqual([])
  await page.getByRole('button', { name: /^Withdraw/ }).click()
  expect(await axeFindings(page)).toEqual([])
  await context.close()
})

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
