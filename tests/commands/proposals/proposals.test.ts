import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bringUpToDate } from '../../../src/commands/proposals/bring-up-to-date.ts'
import { changeWords } from '../../../src/commands/proposals/change-words.ts'
import { fetchStatus, isDue } from '../../../src/commands/proposals/fetch-status.ts'
import type { Change, Proposing, Updating } from '../../../src/commands/proposals/proposing.ts'
import { tidyBranch } from '../../../src/commands/proposals/tidy-branch.ts'
import { update } from '../../../src/commands/proposals/update.ts'
import { withdraw } from '../../../src/commands/proposals/withdraw.ts'
import { send } from '../../../src/commands/sending/send.ts'
import { createWriter } from '../../../src/github/writer.ts'
import { blobSha } from '../../../src/github/check-sha.ts'
import { fail, isFailure } from '../../../src/model/failure.ts'
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
  stored = undefined
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

/** What was stored last, as a page that is opened again finds it. */
let stored: Journal | undefined
const updating = (): Updating => ({
  ...proposing(),
  picture: wharf.picture,
  save: async (journal) => {
    stored = journal
    return true
  },
})

const reopened = (journal: Journal): Journal => stored ?? journal

async function propose(withPicture = false, how: Partial<Journal> = {}): Promise<Journal> {
  const begun = { ...wharf.journal('ada', { withPicture }), ...how }
  const journal = await send(begun, {
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
  update(journal, changed(journal, text), updating())

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
  // As though the answer had been lost: the journal is what was stored before.
  const again = await updateTo(reopened(journal), '# Tide\n\nHigh water at eight.\n')
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
  const updated = await update(journal, { ...change, files }, updating())
  expect('id' in updated).toBe(true)
  expect((await wharf.github.filesOf(UPSTREAM, 1)).map(({ filename }) => filename)).toEqual([PATH])
})

/** The branch's commits that the base has not, the oldest first. */
async function commitsOf(number: number): Promise<string[]> {
  const at = `${wharf.github.api}/repos/${UPSTREAM}/pulls/${number}/commits`
  return ((await (await fetch(at)).json()) as { sha: string }[]).map(({ sha }) => sha)
}

const headOf = async ({ branch }: Journal) =>
  (await wharf.github.refs(FORK))[`refs/heads/${branch}`]

const TEN = '# Tide\n\nHigh water at ten.\n'
const NINE = '# Tide\n\nHigh water at nine.\n'

test.for([
  ['the same text', TEN],
  ['another text', NINE],
] as const)('whatever is lost on the way, each commit is made once: then %s', async ([, text]) => {
  let landed = 0
  for (let nth = 1; nth <= 5; nth++) {
    stored = undefined
    wharf.github.reset()
    await wharf.github.fork(UPSTREAM, 'ada')
    const journal = await propose()
    wharf.github.fault({ kind: 'lost-answer', host: 'api', nth, times: 1 })
    expect(await updateTo(journal, TEN)).toMatchObject({ kind: 'offline' })
    wharf.github.clearFaults()
    const isThere = (await headOf(journal)) !== journal.commit
    landed += Number(isThere)
    const done = await updateTo(reopened(journal), text)
    expect('id' in done && done.commit, `at request ${nth}`).toBe(await headOf(journal))
    expect(done).not.toHaveProperty('shared')
    expect(await wharf.github.fileAt(FORK, journal.branch, PATH)).toBe(text)
    expect(await commitsOf(1)).toHaveLength(isThere && text !== TEN ? 3 : 2)
  }
  expect(landed).toBe(1)
})

test('what was pushed though nobody heard of it may be withdrawn with its branch', async () => {
  const journal = await propose()
  wharf.github.fault({ kind: 'lost-answer', host: 'api', method: 'PATCH', times: 1 })
  await updateTo(journal, TEN)
  expect(await headOf(journal)).not.toBe(journal.commit)
  expect(await withdraw(reopened(journal), proposing())).toMatchObject({ branch: 'deleted' })
})

test('a commit that cannot be stored before does not go out', async () => {
  const journal = await propose()
  const save = async () => fail({ kind: 'storage-full' })
  const done = await update(journal, changed(journal, TEN), { ...updating(), save })
  expect(done).toEqual({ kind: 'storage', problem: 'storage-full' })
  expect(await headOf(journal)).toBe(journal.commit)
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
  // Theirs lies below ours now: it is not thrown away with it, nor after one more of ours.
  const again = await updateTo(updated as Journal, NINE)
  expect(await headOf(journal)).toBe((again as Journal).commit)
  expect(await withdraw(again as Journal, proposing())).toMatchObject({ branch: 'kept' })
  expect(await branches()).toHaveLength(1)
})

test('a branch is kept where an unheard commit of ours stands on somebody else’s', async () => {
  const journal = await propose()
  await wharf.github.commit(FORK, { branch: journal.branch, files: { 'more.md': 'More.\n' } })
  wharf.github.fault({ kind: 'lost-answer', host: 'api', method: 'PATCH', times: 1 })
  expect(await updateTo(journal, TEN)).toMatchObject({ kind: 'offline' })
  expect(await commitsOf(1)).toHaveLength(3)
  expect(await withdraw(reopened(journal), proposing())).toMatchObject({ branch: 'kept' })
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
  wharf.github.fault({ kind: 'lost-answer', host: 'api', method: 'PATCH', times: 1 })
  expect(await bringUpToDate(journal, change, updating())).toMatchObject({ kind: 'offline' })
  const done = await bringUpToDate(reopened(journal), change, updating())
  if (!('id' in done)) throw new Error(done.kind)
  expect(await commitsOf(1)).toHaveLength(2)
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
  await wharf.github.commit(UPSTREAM, { files: { [PATH]: THEIRS } })
  const change = await renewal(journal)
  await wharf.github.commit(UPSTREAM, { files: { [PATH]: `${THEIRS}\nLater.\n` } })
  expect(await bringUpToDate(journal, change, updating())).toMatchObject({ reason: 'changed' })
  await wharf.github.commit(UPSTREAM, { files: { [PATH]: THEIRS } })
  const pushed = await wharf.github.commit(FORK, {
    branch: journal.branch,
    files: { 'their.md': 'T\n' },
  })
  expect(await bringUpToDate(journal, change, updating())).toEqual({ kind: 'overtaken', paths: [] })
  expect((await wharf.github.refs(FORK))[`refs/heads/${journal.branch}`]).toBe(pushed)
})

test('brought up to date unheard, then the base goes on: it is merged once more, and changed', async () => {
  const journal = await propose()
  const change = changed(journal, AFTER)
  await wharf.github.commit(UPSTREAM, { files: { 'README.md': 'v2\n' } })
  wharf.github.fault({ kind: 'lost-answer', host: 'api', method: 'PATCH', times: 1 })
  expect(await bringUpToDate(journal, change, updating())).toMatchObject({ kind: 'offline' })
  const unheard = await headOf(journal)
  expect(unheard).not.toBe(journal.commit)
  const base = await wharf.github.commit(UPSTREAM, { files: { 'README.md': 'v3\n' } })
  const done = await bringUpToDate(reopened(journal), change, updating())
  if (!('id' in done)) throw new Error(done.kind)
  expect((await commitAt(done.commit)).parents.map(({ sha }) => sha)).toEqual([unheard, base])
  expect(await updateTo(done, NINE)).toHaveProperty('commit')
})

test('somebody else’s commit on top of ours does not become ours, though nobody heard of ours', async () => {
  const journal = await propose()
  wharf.github.fault({ kind: 'lost-answer', host: 'api', method: 'PATCH', times: 1 })
  expect(await updateTo(journal, NINE)).toMatchObject({ kind: 'offline' })
  const unheard = await headOf(journal)
  const pushed = await wharf.github.commit(FORK, {
    branch: journal.branch,
    files: { 'README.md': '# Theirs\n' },
  })
  const done = await updateTo(reopened(journal), NINE)
  expect(done).toMatchObject({ commit: unheard })
  expect(await tidyBranch(done as Journal, proposing())).toBe('kept')
  expect(await headOf(journal)).toBe(pushed)
  // What is said next goes on top of both, and takes nothing of theirs back.
  expect(await updateTo(reopened(journal), TEN)).toMatchObject({ shared: true })
  expect(await wharf.github.fileAt(FORK, journal.branch, 'README.md')).toBe('# Theirs\n')
})

/** Somebody pushes to the branch when its commit has just been made. */
function overtaking(journal: Journal) {
  const { write, ...rest } = updating()
  const racing: Proposing['write'] = async (route, parameters) => {
    if (route.startsWith('PATCH')) {
      await wharf.github.commit(FORK, { branch: journal.branch, files: { 'their.md': 'T\n' } })
    }
    return write(route, parameters)
  }
  return { ...rest, write: racing }
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
  const done = await bringUpToDate(journal, change, updating())
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
  const done = await bringUpToDate(journal, change, updating())
  const said = 'README.md, notes/rope.md'
  expect(done).toEqual({ kind: 'refused', reason: 'both-changed', said })
  expect((await wharf.github.refs(FORK))[`refs/heads/${journal.branch}`]).toBe(journal.commit)
})

test('a pull request whose base has another name by now is brought up to date with that', async () => {
  const journal = await propose()
  const base = await wharf.github.commit(UPSTREAM, { files: { 'notes/rope.md': 'New.\n' } })
  await wharf.github.renameBranch(UPSTREAM, 'main', 'trunk')
  const change = changed(journal, AFTER)
  const done = await bringUpToDate(journal, change, updating())
  expect(done).toMatchObject({ base: 'trunk', parent: base })
})

const PICTURE = 'notes/images/tide.png'
const THEIR_BYTES = 'the maintainer’s picture'

/** The edit with one more file, a picture, than what was sent. */
const withPicture = (journal: Journal): Change => {
  const { files } = wharf.journal('ada', { withPicture: true }).letter
  const picture = files.filter(({ path }) => path === PICTURE)
  return { ...changed(journal, AFTER), files: [...journal.letter.files, ...picture] }
}

test('a picture that is added later does not replace what somebody has pushed under its name', async () => {
  const journal = await propose()
  const files = { [PICTURE]: THEIR_BYTES }
  await wharf.github.commit(FORK, { branch: journal.branch, files })
  const overtaken = { kind: 'overtaken', paths: [PICTURE] }
  expect(await update(journal, withPicture(journal), updating())).toEqual(overtaken)
  // Neither where it lies below a commit of ours.
  const updated = (await updateTo(journal, TEN)) as Journal
  expect(updated.commit).toBe(await headOf(journal))
  expect(await update(updated, withPicture(updated), updating())).toEqual(overtaken)
  await wharf.github.commit(UPSTREAM, { files: { 'README.md': 'v2\n' } })
  expect(await bringUpToDate(updated, withPicture(updated), updating())).toEqual(overtaken)
  expect(await wharf.github.fileAt(FORK, journal.branch, PICTURE)).toBe(THEIR_BYTES)
})

test('a picture that is added later does not replace one that the repository has', async () => {
  await wharf.github.commit(UPSTREAM, { files: { [PICTURE]: THEIR_BYTES } })
  const journal = await propose(false, { isParentUnsure: true })
  expect(await update(journal, withPicture(journal), updating())).toEqual({
    kind: 'refused',
    reason: 'changed',
    said: PICTURE,
  })
  expect(await headOf(journal)).toBe(journal.commit)
})

test('a picture that is added later goes into the pull request, by either way', async () => {
  const journal = await propose()
  const paths = async () => (await wharf.github.filesOf(UPSTREAM, 1)).map((one) => one.filename)
  expect(await update(journal, withPicture(journal), updating())).toHaveProperty('commit')
  expect(await paths()).toEqual([PICTURE, PATH])
  wharf.github.setBranch(FORK, journal.branch, journal.commit)
  await wharf.github.commit(UPSTREAM, { files: { 'README.md': 'v2\n' } })
  expect(await bringUpToDate(journal, withPicture(journal), updating())).toHaveProperty('commit')
  expect(await paths()).toEqual([PICTURE, PATH])
})
