import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bringUpToDate } from '../../../src/commands/proposals/bring-up-to-date.ts'
import { changeWords } from '../../../src/commands/proposals/change-words.ts'
import { fetchStatus, isDue } from '../../../src/commands/proposals/fetch-status.ts'
import type { Proposing } from '../../../src/commands/proposals/proposing.ts'
import { tidyBranch } from '../../../src/commands/proposals/tidy-branch.ts'
import { update, type Change } from '../../../src/commands/proposals/update.ts'
import { withdraw } from '../../../src/commands/proposals/withdraw.ts'
import { send } from '../../../src/commands/sending/send.ts'
import { createWriter } from '../../../src/github/writer.ts'
import { blobSha } from '../../../src/github/check-sha.ts'
import { isFailure } from '../../../src/model/failure.ts'
import { pullOf, type Journal } from '../../../src/model/journal.ts'
import { lastRemark } from '../../../src/model/pull-status.ts'
import type { StoredStatus } from '../../../src/storage/records.ts'
import { fetchAsBrowser } from '../sending/browser-fetch.ts'
import { AFTER, openWharf, PATH, UPSTREAM, type Wharf } from '../sending/wharf.ts'

const TOKEN = 'ghp_adaPublic'
const FORK = 'ada/notes'

let wharf: Wharf
beforeAll(async () => {
  wharf = await openWharf()
})
afterAll(() => wharf.close())
beforeEach(async () => {
  wharf.github.reset()
  await wharf.github.fork(UPSTREAM, 'ada')
})

const proposing = (): Proposing => ({
  write: createWriter({
    hosts: { api: wharf.github.api },
    token: TOKEN,
    fetch: fetchAsBrowser,
    deadline: 2_000,
  }),
  now: () => 0,
})

async function propose(withPicture = false): Promise<Journal> {
  const journal = await send(wharf.journal('ada', { withPicture }), {
    ...proposing(),
    save: async () => true,
    picture: wharf.picture,
    sleep: async () => undefined,
    signal: new AbortController().signal,
  })
  expect(pullOf(journal)?.number).toBe(1)
  return journal
}

/** The edit with another text. */
function changed(journal: Journal, text: string): Change {
  const files = journal.letter.files.map((file) => ('text' in file ? { ...file, text } : file))
  return { files, message: 'Say it better', date: '2026-11-21T13:00:00Z' }
}

const updateTo = (journal: Journal, text: string) =>
  update(journal, changed(journal, text), { ...proposing(), picture: wharf.picture })

const ask = (before?: StoredStatus, journal?: Journal, token: string | undefined = TOKEN) =>
  fetchStatus(
    {
      hosts: { api: wharf.github.api },
      fetch: fetchAsBrowser,
      token,
      login: token && 'ada',
      onBudget: () => undefined,
      now: () => 1_000,
    },
    journal as Journal,
    before,
    'page',
  )

async function known(
  journal: Journal,
  before?: StoredStatus,
  token?: string,
): Promise<StoredStatus> {
  const status = await ask(before, journal, token)
  if (isFailure(status)) throw new Error(status.kind)
  return status
}

const branches = async () =>
  Object.keys(await wharf.github.refs(FORK)).filter((ref) => ref.startsWith('refs/heads/gam/'))

test('one more commit goes to the same branch, once, however often it is sent', async () => {
  const journal = await propose(true)
  const updated = await updateTo(journal, '# Tide\n\nHigh water at eight.\n')
  if (!('id' in updated)) throw new Error(updated.kind)
  expect(await wharf.github.fileAt(FORK, journal.branch, PATH)).toContain('eight')
  expect(updated.commit).not.toBe(journal.commit)
  // As though the answer had been lost: the journal is what it was.
  const again = await updateTo(journal, '# Tide\n\nHigh water at eight.\n')
  expect('id' in again && again.commit).toBe(updated.commit)
  expect((await wharf.github.filesOf(UPSTREAM, 1)).map(({ filename }) => filename).sort()).toEqual([
    'notes/images/tide.png',
    PATH,
  ])
})

test('a picture that was taken out again is taken out of the pull request, and the rest stays', async () => {
  const journal = await propose(true)
  const change = changed(journal, '# Tide\n\nHigh water at nine.\n')
  const files = change.files.filter((file) => 'text' in file)
  const updated = await update(
    journal,
    { ...change, files },
    { ...proposing(), picture: wharf.picture },
  )
  expect('id' in updated).toBe(true)
  expect((await wharf.github.filesOf(UPSTREAM, 1)).map(({ filename }) => filename)).toEqual([PATH])
})

test('whatever is lost on the way, the commit is made once', async () => {
  for (let nth = 1; nth <= 6; nth++) {
    wharf.github.reset()
    await wharf.github.fork(UPSTREAM, 'ada')
    const journal = await propose()
    wharf.github.clear()
    wharf.github.fault({ kind: 'lost-answer', host: 'api', nth, times: 1 })
    await updateTo(journal, '# Tide\n\nHigh water at ten.\n')
    wharf.github.clearFaults()
    const done = await updateTo(journal, '# Tide\n\nHigh water at ten.\n')
    expect('id' in done, `at request ${nth}: ${JSON.stringify(done)}`).toBe(true)
    const head = (await wharf.github.refs(FORK))[`refs/heads/${journal.branch}`]
    expect('id' in done && done.commit).toBe(head)
    expect(wharf.github.pulls(UPSTREAM)).toHaveLength(1)
  }
})

test('what somebody else has pushed to the same file is said, and stays', async () => {
  const journal = await propose()
  await wharf.github.commit(FORK, {
    branch: journal.branch,
    files: { [PATH]: '# Tide\n\nHigh water at noon.\n' },
  })
  expect(await updateTo(journal, '# Tide\n\nHigh water at eight.\n')).toEqual({
    kind: 'overtaken',
    paths: [PATH],
  })
  expect(await wharf.github.fileAt(FORK, journal.branch, PATH)).toContain('noon')
})

test('what somebody else has pushed to another file stays below ours', async () => {
  const journal = await propose()
  await wharf.github.commit(FORK, { branch: journal.branch, files: { 'notes/more.md': 'More.\n' } })
  const updated = await updateTo(journal, '# Tide\n\nHigh water at eight.\n')
  expect('id' in updated).toBe(true)
  expect(await wharf.github.fileAt(FORK, journal.branch, PATH)).toContain('eight')
  expect(await wharf.github.fileAt(FORK, journal.branch, 'notes/more.md')).toBe('More.\n')
})

test('withdrawing closes the pull request and deletes its branch, and may be repeated', async () => {
  const journal = await propose()
  expect(await withdraw(journal, proposing())).toMatchObject({
    pull: { state: 'closed' },
    branch: 'deleted',
  })
  expect(await branches()).toEqual([])
  expect(await withdraw(journal, proposing())).toMatchObject({
    pull: { state: 'closed' },
    branch: 'gone',
  })
})

test('what was accepted meanwhile is not withdrawn, and its branch is tidied only where it is ours', async () => {
  const journal = await propose()
  await wharf.github.merge(UPSTREAM, 1, { by: 'bea' })
  const done = await withdraw(journal, proposing())
  expect(done).toMatchObject({ pull: { state: 'accepted' } })
  expect(await branches()).toHaveLength(1)
  await wharf.github.commit(FORK, { branch: journal.branch, files: { 'x.md': 'x\n' } })
  expect(await tidyBranch(journal, proposing())).toBe('kept')
  wharf.github.setBranch(FORK, journal.branch, journal.commit)
  expect(await tidyBranch(journal, proposing())).toBe('deleted')
  expect(await tidyBranch(journal, proposing())).toBe('gone')
})

test('another title and description', async () => {
  const journal = await propose()
  expect(
    await changeWords(journal, { title: 'Set the tide right', body: 'At last.' }, proposing()),
  ).toMatchObject({
    title: 'Set the tide right',
    body: 'At last.',
  })
  expect(wharf.github.pulls(UPSTREAM)[0]?.title).toBe('Set the tide right')
})

test('the state, the checks and the last word of somebody else; asked again, it costs nothing', async () => {
  const journal = await propose()
  wharf.github.comment(UPSTREAM, 1, 'ada', 'Here it is.')
  wharf.github.review(UPSTREAM, 1, 'bea', 'CHANGES_REQUESTED', 'Which harbour?')
  wharf.github.setCheck(journal.commit as string, { name: 'build', conclusion: 'failure' })
  wharf.github.setCheck(journal.commit as string, { name: 'old', isStatus: true })
  const status = await known(journal)
  expect(status.pull.value).toMatchObject({ state: 'open', base: 'main' })
  expect(Object.values(status.checks).map(({ value }) => value)).toEqual([
    { passing: 0, failing: 1, running: 0 },
    { passing: 1, failing: 0, running: 0 },
  ])
  const remarks = Object.values(status.remarks).flatMap(({ value }) => value)
  expect(lastRemark(remarks, 'ada')).toMatchObject({
    by: 'bea',
    text: 'Which harbour?',
    verdict: 'changes-requested',
  })
  const settled = await known(journal, status)
  wharf.github.clear()
  const again = await known(journal, settled)
  const statuses = wharf.github.requests
    .filter(({ method }) => method === 'GET')
    .map((one) => one.status)
  expect(statuses).toEqual(statuses.map(() => 304))
  expect(again.pull.value).toEqual(settled.pull.value)
})

test('without a token one request tells whether anything has changed', async () => {
  const journal = await propose()
  const status = await known(journal, undefined, '')
  wharf.github.clear()
  await known(journal, status, '')
  expect(wharf.github.requests.filter(({ method }) => method === 'GET')).toHaveLength(1)
  expect(isDue(status, { now: () => 2_000 })).toBe(false)
  expect(isDue(status, { now: () => 700_000 })).toBe(true)
  await wharf.github.merge(UPSTREAM, 1, { by: 'bea' })
  const merged = await known(journal, status, '')
  expect(merged.pull.value.state).toBe('accepted')
  expect(isDue(merged, { now: () => 9e9, token: TOKEN })).toBe(false)
})

const THEIRS = '# Tide\n\nHigh water at six.\n\nLow water at noon.\n'
const TOGETHER = THEIRS.replace('six', 'seven')

/** The edit as it was merged with what others have made of the file. */
async function renewal(journal: Journal): Promise<Change> {
  const before = await blobSha(new TextEncoder().encode(THEIRS))
  const files = journal.letter.files.map((file) =>
    'text' in file && before ? { ...file, before, text: TOGETHER } : file,
  )
  return { files, message: 'Once more', date: '2026-11-21T13:00:00Z' }
}

const commitAt = async (sha: string | undefined) => {
  const answer = await fetch(`${wharf.github.api}/repos/${FORK}/git/commits/${sha}`)
  return (await answer.json()) as { parents: { sha: string }[]; message: string }
}

test('brought up to date: what the base has by now is merged in, once', async () => {
  const journal = await propose(true)
  const base = await wharf.github.commit(UPSTREAM, { files: { [PATH]: THEIRS, 'more.md': 'M\n' } })
  const change = await renewal(journal)
  const updating = { ...proposing(), picture: wharf.picture }
  wharf.github.fault({ kind: 'lost-answer', host: 'api', method: 'PATCH', times: 1 })
  expect(await bringUpToDate(journal, change, updating)).toMatchObject({ kind: 'offline' })
  const done = await bringUpToDate(journal, change, updating)
  if (!('id' in done)) throw new Error(done.kind)
  const { parents } = await commitAt(done.commit)
  expect(parents.map(({ sha }) => sha)).toEqual([journal.commit, base])
  expect(wharf.github.pulls(UPSTREAM)[0]?.headSha).toBe(done.commit)
  expect((await wharf.github.filesOf(UPSTREAM, 1)).map(({ filename }) => filename).sort()).toEqual([
    'notes/images/tide.png',
    PATH,
  ])
  expect(await wharf.github.fileAt(FORK, journal.branch, PATH)).toBe(TOGETHER)
  expect(await wharf.github.fileAt(FORK, journal.branch, 'more.md')).toBe('M\n')
})

test('nothing is brought up to date over what somebody else has pushed, or has not shown yet', async () => {
  const journal = await propose()
  const updating = { ...proposing(), picture: wharf.picture }
  await wharf.github.commit(UPSTREAM, { files: { [PATH]: THEIRS } })
  const change = await renewal(journal)
  await wharf.github.commit(UPSTREAM, { files: { [PATH]: `${THEIRS}\nLater.\n` } })
  expect(await bringUpToDate(journal, change, updating)).toMatchObject({ reason: 'changed' })
  await wharf.github.commit(UPSTREAM, { files: { [PATH]: THEIRS } })
  const pushed = await wharf.github.commit(FORK, {
    branch: journal.branch,
    files: { 'their.md': 'T\n' },
  })
  expect(await bringUpToDate(journal, change, updating)).toEqual({ kind: 'overtaken', paths: [] })
  expect((await wharf.github.refs(FORK))[`refs/heads/${journal.branch}`]).toBe(pushed)
})

test('somebody else’s commit that leaves our files alone does not become ours', async () => {
  const journal = await propose()
  const text = '# Tide\n\nHigh water at nine.\n'
  wharf.github.fault({ kind: 'lost-answer', host: 'api', method: 'PATCH', times: 1 })
  expect(await updateTo(journal, text)).toMatchObject({ kind: 'offline' })
  const pushed = await wharf.github.commit(FORK, {
    branch: journal.branch,
    files: { 'README.md': '# Theirs\n' },
  })
  expect(await updateTo(journal, text)).toEqual({ kind: 'overtaken', paths: [] })
  expect(await tidyBranch(journal, proposing())).toBe('kept')
  expect((await wharf.github.refs(FORK))[`refs/heads/${journal.branch}`]).toBe(pushed)
})

/** Somebody pushes to the branch when its commit has just been made. */
function overtaking(journal: Journal) {
  const { write, now } = proposing()
  const racing: Proposing['write'] = async (route, parameters) => {
    if (route.startsWith('PATCH')) {
      await wharf.github.commit(FORK, { branch: journal.branch, files: { 'their.md': 'T\n' } })
    }
    return write(route, parameters)
  }
  return { write: racing, now, picture: wharf.picture }
}

test.for(['update', 'bringUpToDate'] as const)(
  'a push that comes between our commit and its way to the branch is not overwritten: %s',
  async (what) => {
    const journal = await propose()
    if (what === 'bringUpToDate') await wharf.github.commit(UPSTREAM, { files: { [PATH]: THEIRS } })
    const done =
      what === 'update'
        ? await update(journal, changed(journal, TOGETHER), overtaking(journal))
        : await bringUpToDate(journal, await renewal(journal), overtaking(journal))
    expect(done).toEqual({ kind: 'overtaken', paths: [] })
    expect(await wharf.github.fileAt(FORK, journal.branch, 'their.md')).toBe('T\n')
  },
)

/** A pull request with a maintainer's commit below our last one, the base elsewhere by now. */
async function withTheirsBelow(base: Readonly<Record<string, string | null>>): Promise<Journal> {
  const sent = await propose()
  const files = {
    'README.md': '# Theirs\n',
    'notes/deep/more.md': 'More.\n',
    'notes/rope.md': null,
  }
  await wharf.github.commit(FORK, { branch: sent.branch, files })
  const updated = await updateTo(sent, '# Tide\n\nHigh water at eight.\n')
  if (!('id' in updated)) throw new Error(updated.kind)
  await wharf.github.commit(UPSTREAM, { files: base })
  return updated
}

test('brought up to date, a pull request keeps what a maintainer has pushed to it', async () => {
  const journal = await withTheirsBelow({ 'notes/deep/other.md': 'Other.\n' })
  const change = changed(journal, '# Tide\n\nHigh water at eight.\n')
  const done = await bringUpToDate(journal, change, { ...proposing(), picture: wharf.picture })
  expect(done).toHaveProperty('commit')
  const at = (path: string) => wharf.github.fileAt(FORK, journal.branch, path)
  expect(await at('README.md')).toBe('# Theirs\n')
  expect(await at('notes/deep/more.md')).toBe('More.\n')
  expect(await at('notes/deep/other.md')).toBe('Other.\n')
  expect(await at('notes/rope.md')).toBeUndefined()
  expect(await at(PATH)).toContain('eight')
})

test('what a maintainer has pushed and the base has otherwise by now is named, and nothing is done', async () => {
  const journal = await withTheirsBelow({ 'README.md': '# Otherwise\n', 'notes/rope.md': 'New.\n' })
  const change = changed(journal, '# Tide\n\nHigh water at eight.\n')
  const done = await bringUpToDate(journal, change, { ...proposing(), picture: wharf.picture })
  const said = 'README.md, notes/rope.md'
  expect(done).toEqual({ kind: 'refused', reason: 'both-changed', said })
  expect((await wharf.github.refs(FORK))[`refs/heads/${journal.branch}`]).toBe(journal.commit)
})

test('a pull request whose base has another name by now is brought up to date with that', async () => {
  const journal = await propose()
  const base = await wharf.github.commit(UPSTREAM, { files: { 'notes/rope.md': 'New.\n' } })
  await wharf.github.renameBranch(UPSTREAM, 'main', 'trunk')
  const change = changed(journal, AFTER)
  const done = await bringUpToDate(journal, change, { ...proposing(), picture: wharf.picture })
  expect(done).toMatchObject({ base: 'trunk', parent: base })
})
