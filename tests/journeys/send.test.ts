import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { OUTSIDERS_TOKEN } from '../github/sample/build.ts'
import { axeFindingsInAnyTheme } from './axe.ts'
import { listenForTrouble, startWorld, type World } from './world.ts'

const TOOLKIT = 'gam-sample/toolkit'
const PATH = 'reports/2017-05-31.md'
const REPORT = `?${TOOLKIT}/blob/HEAD/${PATH}`

let world: World
beforeAll(async () => {
  world = await startWorld({ withGateway: true })
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

const membersToken = () => world.sample.users[0]?.token ?? ''
const editor = (page: Page) => page.getByRole('textbox', { name: /^Text of/ })
const send = (page: Page) => page.getByRole('button', { name: 'Send as pull request' })
const open = (page: Page) => page.getByText('Your pull request is open')
const theText = async () => (await world.github.fileAt(TOOLKIT, 'main', PATH)) ?? ''

/** Changes one word of the report in the editor, and goes on to the review. */
async function review(page: Page, words = 'Tiny pictures'): Promise<void> {
  await page.goto(world.site.url + REPORT)
  await page.getByRole('button', { name: 'Suggest an edit' }).waitFor()
  await page.getByText('Smaller images:').evaluate((one) => getSelection()?.selectAllChildren(one))
  await page.getByRole('button', { name: 'Edit these words' }).click()
  await editor(page).waitFor()
  await expect.poll(() => page.url()).toMatch(/\?edit=[a-z0-9]+$/)
  await page.keyboard.type(words)
  await page.getByRole('button', { name: 'Review', exact: true }).click()
  await page
    .getByRole('heading', { name: /^(?:Review|Nothing is changed yet)$/, level: 1 })
    .waitFor()
}

async function signIn(page: Page, token: string): Promise<void> {
  await page.getByText('With a token').click()
  await page.getByLabel('Token', { exact: true }).fill(token)
  await page.getByRole('button', { name: 'Use this token' }).click()
}

async function newPage(
  options?: Parameters<World['newContext']>[0],
): Promise<{ context: BrowserContext; page: Page; trouble: string[] }> {
  const context = await world.newContext(options)
  const page = await context.newPage()
  return { context, page, trouble: listenForTrouble(page) }
}

test('an outsider: from a typo to one pull request with one changed line', async () => {
  const before = await theText()
  const { context, page, trouble } = await newPage()
  await review(page)
  await page.getByText(/This makes your own copy \(a fork\) of gam-sample\/toolkit/).waitFor()
  await page.getByRole('button', { name: 'Next change' }).click()
  await page.getByText('Change 1 of 1').waitFor()
  await expect
    .poll(() => page.getByLabel('Title').inputValue())
    .toBe('Fix a few words in reports/2017-05-31.md')
  await page.getByLabel('Title').fill('Say it in other words')
  await page.getByLabel(/^Why this change/).fill('It is shorter.')
  await signIn(page, OUTSIDERS_TOKEN)
  await page.getByText('You are signed in as queequeg.').waitFor()
  await page.reload()
  expect(await page.getByLabel('Title').inputValue()).toBe('Say it in other words')
  await page.getByText('This token can do all that sending needs.').waitFor()
  await send(page).click()
  await open(page).waitFor()
  const [pull, ...others] = world.github.pulls(TOOLKIT)
  expect(others).toEqual([])
  expect(pull).toMatchObject({
    title: 'Say it in other words',
    body: 'It is shorter.',
    user: 'queequeg',
    base: 'main',
    head: { repository: 'queequeg/toolkit' },
  })
  expect(pull?.head.branch).toMatch(/^gam\/2017-05-31-[a-z0-9]{10}$/)
  expect(await world.github.fileAt('queequeg/toolkit', pull?.head.branch ?? '', PATH)).toBe(
    before.replace('Smaller images', 'Tiny pictures'),
  )
  const files = await world.github.filesOf(TOOLKIT, pull?.number ?? 0)
  expect(files).toHaveLength(1)
  await page.getByRole('link', { name: 'Your edits', exact: true }).first().click()
  await page.getByText('Pull request #1 on GitHub').waitFor()
  await page.getByText('checked just now').waitFor()
  expect(await page.getByText('Nothing can be stored here').count()).toBe(0)
  expect(trouble).toEqual([])
  await context.close()
})

test('a member: a branch in the repository itself, signed in through the gateway', async () => {
  const { context, page } = await newPage()
  await review(page)
  await page.getByRole('button', { name: 'Sign in with GitHub' }).click()
  await page.getByText('You are signed in as ahab.').waitFor()
  await page.getByText(/in gam-sample\/toolkit with one commit/).waitFor()
  expect(world.github.signIns.at(-1)?.get('scope')).toBe('public_repo')
  await send(page).click()
  await open(page).waitFor()
  expect(world.github.pulls(TOOLKIT)).toMatchObject([{ head: { repository: TOOLKIT } }])
  await context.close()
})

test('a gateway that refuses, and a window that is closed, are said', async () => {
  const { context, page } = await newPage()
  await review(page)
  world.github.signIn({ kind: 'error', error: 'Called off', errorCode: 'X' })
  await page.getByRole('button', { name: 'Sign in with GitHub' }).click()
  await page.getByText('The sign-in was refused: Called off.').waitFor()
  world.github.signIn({ kind: 'wrong-origin', login: 'ahab' })
  const popup = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Sign in with GitHub' }).click()
  await (await popup).close()
  await page.getByText('The window was closed before you were signed in.').waitFor()
  expect(await send(page).count()).toBe(0)
  await context.close()
})

test('what somebody else has changed meanwhile is shown, and goes together', async () => {
  const { context, page } = await newPage()
  const before = await theText()
  const theirs = before.replace('To everyone who read', 'To everybody who read')
  await review(page)
  await world.github.commit(TOOLKIT, { files: { [PATH]: theirs } })
  await page.reload()
  await page.getByText('their change and yours fit together').waitFor()
  await page.getByRole('button', { name: 'Take both and go on' }).click()
  await page.getByText('their change and yours fit together').waitFor({ state: 'detached' })
  await signIn(page, membersToken())
  await send(page).click()
  await open(page).waitFor()
  const [pull] = world.github.pulls(TOOLKIT)
  expect(await world.github.fileAt(TOOLKIT, pull?.head.branch ?? '', PATH)).toBe(
    theirs.replace('Smaller images', 'Tiny pictures'),
  )
  const diff = await world.github.diffOf(TOOLKIT, pull?.number ?? 0)
  expect(diff).not.toContain('everybody who read')
  await context.close()
})

test('a change at the same place, that comes after the review was opened, is chosen about', async () => {
  const { context, page } = await newPage()
  const before = await theText()
  await review(page)
  await signIn(page, membersToken())
  await send(page).waitFor()
  const theirs = before.replace('Smaller images', 'Lighter images')
  await world.github.commit(TOOLKIT, { files: { [PATH]: theirs } })
  await send(page).click()
  await page.getByText('The file has changed in the meantime').waitFor()
  expect(world.github.pulls(TOOLKIT)).toEqual([])
  await page.getByRole('button', { name: 'See what they changed' }).click()
  const take = page.getByRole('button', { name: /go on/i })
  await take.waitFor()
  expect(await take.isDisabled()).toBe(true)
  await page.getByRole('radio', { name: 'My own words' }).check()
  const own = page.getByLabel('My own words for place 1')
  await own.fill((await own.inputValue()).replace('Tiny pictures', 'Small, light pictures'))
  await take.click()
  await send(page).click()
  await open(page).waitFor()
  const [pull] = world.github.pulls(TOOLKIT)
  expect(await world.github.fileAt(TOOLKIT, pull?.head.branch ?? '', PATH)).toBe(
    theirs.replace('Lighter images', 'Small, light pictures'),
  )
  await context.close()
})

test('a file that has got another name is followed there', async () => {
  const { context, page } = await newPage()
  await review(page)
  await world.github.commit(TOOLKIT, { moves: { [PATH]: 'reports/may.md' } })
  await page.reload()
  await page.getByRole('heading', { name: 'The file has another name by now' }).waitFor()
  await page.getByRole('button', { name: 'Change it there' }).click()
  await page.getByRole('heading', { name: 'reports/may.md' }).waitFor()
  await signIn(page, membersToken())
  await send(page).click()
  await open(page).waitFor()
  const [pull] = world.github.pulls(TOOLKIT)
  expect(await world.github.filesOf(TOOLKIT, pull?.number ?? 0)).toMatchObject([
    { filename: 'reports/may.md', status: 'modified' },
  ])
  await context.close()
})

test('finished on GitHub: the text is copied, and the address makes it a pull request of one’s edits', async () => {
  const { context, page } = await newPage({ permissions: ['clipboard-read', 'clipboard-write'] })
  await review(page)
  await page.getByText('Finish on GitHub').click()
  const copy = page.getByRole('button', { name: 'Copy the new text' })
  await copy.waitFor()
  const theirs = (await theText()).replace('To everyone who read', 'To everybody who read')
  await world.github.commit(TOOLKIT, { files: { [PATH]: theirs } })
  await copy.click()
  await page.getByText('their change and yours fit together').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('')
  expect(await copy.count()).toBe(0)
  await page.getByRole('button', { name: 'Take both and go on' }).click()
  await page.getByText('Finish on GitHub').click()
  await copy.click()
  await page.getByText('The whole text is copied.').waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(theirs.replace('Smaller images', 'Tiny pictures'))
  await expect
    .poll(() => page.getByRole('link', { name: 'Open the file on GitHub' }).getAttribute('href'))
    .toBe(`https://github.com/${TOOLKIT}/edit/main/${PATH}`)
  await context.setOffline(true)
  await copy.click()
  await page.getByText(/since cannot be known without a connection/).waitFor()
  await context.setOffline(false)

  const others = await openPull('patch-0', theirs.replace('Smaller images', 'Big pictures'))
  const number = await openPull('patch-1', copied)
  const address = page.getByLabel('Done? Paste the address of your pull request')
  const that = page.getByRole('button', { name: 'That is it' })
  await address.fill(`https://github.com/somebody/else/pull/${number}`)
  await that.click()
  await page.getByText('The address of a pull request looks like').waitFor()
  await address.fill(`https://github.com/${TOOLKIT}/pull/${others}`)
  await that.click()
  await page.getByText('is by ahab and does not hold your text: is it yours?').waitFor()
  await page.getByRole('button', { name: 'No', exact: true }).click()
  await address.fill(`https://github.com/${TOOLKIT}/pull/${number}/files`)
  await that.click()
  await open(page).waitFor()
  expect(world.github.pulls(TOOLKIT)).toHaveLength(2)
  await page.getByRole('link', { name: 'Your edits', exact: true }).first().click()
  await page.getByRole('link', { name: /^Continue/ }).waitFor()
  await page.getByRole('button', { name: /^Save as a file/ }).waitFor()
  expect(await page.getByText('You have changes that were not in it.').count()).toBe(0)
  await context.close()
})

/** What a member does on GitHub's own pages. */
async function openPull(branch: string, text: string): Promise<number> {
  await world.github.commit(TOOLKIT, { files: { [PATH]: text }, branch })
  const made = await fetch(`${world.github.api}/repos/${TOOLKIT}/pulls`, {
    method: 'POST',
    headers: { authorization: `Bearer ${membersToken()}` },
    body: JSON.stringify({ title: 'By hand', head: branch, base: 'main' }),
  })
  return ((await made.json()) as { number: number }).number
}

test('what another tab has changed is looked at again before it goes out', async () => {
  const { context, page } = await newPage()
  const others = await openPull('patch-0', (await theText()).replace('Smaller', 'Big'))
  await review(page)
  await page.getByRole('link', { name: `#${others} By hand` }).waitFor()
  await signIn(page, membersToken())
  await send(page).waitFor()
  const other = await context.newPage()
  await other.goto(page.url().replace('?review=', '?edit='))
  await editor(other).click()
  await other.keyboard.type('More. ')
  await other.getByText(/^saved /).waitFor()
  await send(page).click()
  await page.getByText('The text has changed in another tab: look at it again.').waitFor()
  expect(world.github.pulls(TOOLKIT)).toHaveLength(1)
  await send(page).click()
  await open(page).waitFor()
  await context.close()
})

test('the network goes in the middle and comes back: paused, let go, and one pull request', async () => {
  const { context, page } = await newPage()
  await review(page)
  await signIn(page, OUTSIDERS_TOKEN)
  await send(page).waitFor()
  world.github.fault({ kind: 'lost-answer', match: '/git/refs', method: 'POST', times: 1 })
  world.github.fault({ kind: 'drop', match: '/git/', nth: 5, times: 3 })
  await context.setOffline(true)
  await send(page).click()
  await page.getByText('It goes out by itself when there is one and Gam is open.').waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('It waits until you let it go on.').waitFor()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Go on' }).click()
  await open(page).waitFor()
  expect(world.github.pulls(TOOLKIT)).toHaveLength(1)
  await context.close()
})

test('what was sent is called back before it went, and is an edit like before', async () => {
  const { context, page } = await newPage()
  await review(page)
  await signIn(page, OUTSIDERS_TOKEN)
  await send(page).waitFor()
  await context.setOffline(true)
  await send(page).click()
  await page.getByRole('button', { name: 'Call it back' }).click()
  await page.getByRole('heading', { name: 'Review', level: 1 }).waitFor()
  await context.setOffline(false)
  expect(world.github.pulls(TOOLKIT)).toEqual([])
  await context.close()
})

test('a token in the text, and one that cannot propose, are refused before anything is written', async () => {
  const { context, page } = await newPage()
  await review(page, `ghp_${'aB3dE5gH7jK9'.repeat(3)}`)
  await page.getByText(/In reports\/2017-05-31\.md, line \d+, stands something/).waitFor()
  for (const way of ['Finish on GitHub', 'No GitHub account?'])
    expect(await page.getByText(way).count()).toBe(0)
  const fineGrained = 'github_pat_sampleSampleSample'
  await signIn(page, fineGrained)
  await page.getByText('GitHub refused your token').first().waitFor()
  world.github.grant('queequeg', { token: fineGrained })
  await page.getByRole('button', { name: 'Use this token' }).click()
  await page.getByText('cannot propose to a repository that you are no member of').waitFor()
  await page.getByLabel('Token', { exact: true }).fill(OUTSIDERS_TOKEN)
  await page.getByRole('button', { name: 'Use this token' }).click()
  await send(page).waitFor()
  expect(await send(page).isDisabled()).toBe(true)
  expect(world.github.requests.filter(({ method }) => method === 'POST')).toEqual([])
  await context.close()
})

test('a template and a sign-off: labelled fields, and a trailer once it is certified', async () => {
  await world.github.commit(TOOLKIT, {
    files: {
      '.github/PULL_REQUEST_TEMPLATE.md':
        '<!-- Thank you! -->\n**- What I did**\n\n**- How to verify it**\n<!-- In short. -->\n',
      'CONTRIBUTING.md': '# Contributing\n\nEvery commit must have a Signed-off-by line.\n',
    },
  })
  const { context, page } = await newPage()
  await review(page)
  await page.getByLabel('What I did').fill('Other words.')
  await page.getByText('asks for a sign-off', { exact: false }).first().waitFor()
  await signIn(page, OUTSIDERS_TOKEN)
  await page.getByText('its checks will probably refuse it').waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Queequeg of Kokovoko')
  await page.getByRole('checkbox', { name: 'I certify this' }).check()
  await page
    .getByText('Signed-off-by: Queequeg of Kokovoko <1852+queequeg@users.noreply.github.com>')
    .waitFor()
  await send(page).click()
  await open(page).waitFor()
  const [pull] = world.github.pulls(TOOLKIT)
  expect(pull?.body).toBe('**- What I did**\n\nOther words.')
  const commit = await fetch(`${world.github.api}/repos/${TOOLKIT}/commits/${pull?.headSha}`)
  expect(((await commit.json()) as { commit: { message: string } }).commit.message).toBe(
    'Fix a few words in reports/2017-05-31.md\n\nSigned-off-by: Queequeg of Kokovoko <1852+queequeg@users.noreply.github.com>',
  )
  await review(page, 'Pictures')
  const certified = page.getByRole('checkbox', { name: 'I certify this' })
  await certified.waitFor()
  expect(await certified.isChecked()).toBe(false)
  await context.close()
})

test('by keyboard alone at 360 pixels, and axe finds nothing in any theme', async () => {
  const { context, page } = await newPage({
    viewport: { width: 360, height: 640 },
  })
  await review(page)
  await page.getByRole('button', { name: 'Next change' }).focus()
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TBODY')
  await page.keyboard.press('n')
  await page.getByText('More: name and address').focus()
  await page.keyboard.press('Enter')
  for (const name of ['Finish on GitHub', 'With a token', 'No GitHub account?']) {
    await page.getByText(name).focus()
    await page.keyboard.press('Enter')
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  expect(await axeFindingsInAnyTheme(page)).toEqual([])
  const theirs = (await theText()).replace('Smaller images', 'Lighter images')
  await world.github.commit(TOOLKIT, { files: { [PATH]: theirs } })
  await page.reload()
  await page.getByRole('radio', { name: 'My own words' }).focus()
  await page.keyboard.press('Space')
  expect(await axeFindingsInAnyTheme(page)).toEqual([])
  await page.getByRole('button', { name: 'Go on with what is chosen' }).focus()
  await page.keyboard.press('Enter')
  await signIn(page, OUTSIDERS_TOKEN)
  world.github.fault({ kind: 'secondary-limit', retryAfter: 200, match: '/git/trees' })
  await send(page).focus()
  await page.keyboard.press('Enter')
  await page.getByText(/It goes on at .*, in 3:\d\d\./).waitFor()
  expect(await axeFindingsInAnyTheme(page)).toEqual([])
  await context.close()
})

test('an edit that changes nothing says so, with a way back', async () => {
  const { context, page } = await newPage()
  await review(page, 'Smaller images')
  await page.getByRole('heading', { name: 'Nothing is changed yet' }).waitFor()
  await page.getByRole('link', { name: 'Back to the editor' }).click()
  await editor(page).waitFor()
  await context.close()
})
