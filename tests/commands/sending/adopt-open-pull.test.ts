import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Updating } from '../../../src/commands/proposals/proposing.ts'
import { update } from '../../../src/commands/proposals/update.ts'
import { withdraw } from '../../../src/commands/proposals/withdraw.ts'
import { send } from '../../../src/commands/sending/send.ts'
import { blobSha } from '../../../src/github/check-sha.ts'
import { createWriter } from '../../../src/github/writer.ts'
import { pullOf, type Journal } from '../../../src/model/journal.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { fetchAsBrowser } from './browser-fetch.ts'
import { AFTER, openWharf, PATH, UPSTREAM, type Wharf } from './wharf.ts'

/*
 * A pull request was opened, nobody heard of it, and the person has called the edit back, which forgets the journal.
 * Then the edit is sent again with other words.
 */

const FORK = 'ada/notes'
const PICTURE = 'notes/images/tide.png'
const MORE = `${AFTER}\nOne more line.\n`
const THEIRS = '# Tide\n\nHigh water at seven, says the maintainer.\n'

let wharf: Wharf
beforeAll(async () => {
  wharf = await openWharf()
})
afterAll(() => wharf.close())
beforeEach(async () => {
  wharf.github.reset()
  await wharf.github.fork(UPSTREAM, 'ada')
})

const updating = (): Updating => ({
  write: createWriter({
    hosts: { api: wharf.github.api },
    token: 'ghp_adaPublic',
    fetch: fetchAsBrowser,
  }),
  now: () => 0,
  save: async () => true,
  picture: wharf.picture,
})

const run = (journal: Journal): Promise<Journal> =>
  send(journal, {
    ...updating(),
    sleep: async () => undefined,
    signal: new AbortController().signal,
  })

/** The edit with other words, as it is when “Send” is pressed the second time. */
const reworded = ({ letter, ...journal }: Journal, text = MORE): Journal => ({
  ...journal,
  startedAt: 1,
  letter: {
    ...letter,
    date: '2026-11-21T14:00:00Z',
    files: letter.files.map((file) => ('text' in file ? { ...file, text } : file)),
  },
})

/** Sends it a second time; somebody may have pushed to the pull request in between. */
async function sendAgain(
  journal: Journal,
  theirs?: Readonly<Record<string, string>>,
  again = reworded(journal),
): Promise<{ first: Journal; adopted: Journal }> {
  const first = await run(journal)
  expect(pullOf(first)?.number).toBe(1)
  if (theirs) await wharf.github.commit(FORK, { branch: journal.branch, files: theirs })
  const adopted = await run(again)
  expect(wharf.github.pulls(UPSTREAM)).toHaveLength(1)
  expect(adopted).toMatchObject({ branch: journal.branch, pull: { number: 1 } })
  expect(adopted).not.toHaveProperty('trouble')
  return { first, adopted }
}

const updateTo = (adopted: Journal, { files }: Journal['letter']) =>
  update(adopted, { files, message: 'More', date: '2026-11-21T15:00:00Z' }, updating())

const isThere = async (path: string) =>
  (await wharf.github.filesOf(UPSTREAM, 1)).some(({ filename }) => filename === path)

const branches = async () =>
  Object.keys(await wharf.github.refs(FORK)).filter((ref) => ref.startsWith('refs/heads/gam/'))

test('the newer words are a change of what was sent, and go out with one more commit', async () => {
  const journal = wharf.journal('ada')
  const { first, adopted } = await sendAgain(journal)
  expect(adopted).toMatchObject({
    commit: first.commit,
    tree: first.tree,
    parent: first.parent,
    letter: { files: first.letter.files },
  })
  expect(await updateTo(adopted, reworded(journal).letter)).not.toHaveProperty('shared')
  expect(await wharf.github.fileAt(FORK, journal.branch, PATH)).toBe(MORE)
})

test('what a maintainer has made of the file in between is not overwritten: it is said', async () => {
  const journal = wharf.journal('ada')
  const { first, adopted } = await sendAgain(journal, { [PATH]: THEIRS })
  expect(adopted.letter.files).toEqual(first.letter.files)
  expect(await updateTo(adopted, reworded(journal).letter)).toEqual({
    kind: 'overtaken',
    paths: [PATH],
  })
  expect(await wharf.github.fileAt(FORK, journal.branch, PATH)).toBe(THEIRS)
})

test.for(['at once', 'after an update'])(
  'with a maintainer’s commit in it, the branch outlives its withdrawal, %s',
  async (when) => {
    const journal = wharf.journal('ada')
    const { adopted } = await sendAgain(journal, { 'README.md': '# Theirs\n' })
    const last =
      when === 'at once'
        ? adopted
        : ((await updateTo(adopted, reworded(journal).letter)) as Journal)
    expect(last.shared).toBe(when === 'at once' ? undefined : true)
    expect(await withdraw(last, updating())).toMatchObject({ branch: 'kept' })
    expect(await branches()).toHaveLength(1)
    expect(await wharf.github.fileAt(FORK, journal.branch, 'README.md')).toBe('# Theirs\n')
  },
)

test('what was taken out of the edit in between is taken out of the pull request, and nothing of others', async () => {
  const rope = { path: 'notes/rope.md', mode: '100644', text: 'Mine.\n' } as const
  const fresh = { path: 'notes/new.md', mode: '100644', text: 'New.\n' } as const
  const begun = wharf.journal('ada', { withPicture: true })
  const [tide] = begun.letter.files
  if (!tide) throw new Error('The edit has no file')
  const before = (await blobSha(new TextEncoder().encode('Rope.\n'))) as Sha
  const files = [...begun.letter.files, { ...rope, before }, fresh]
  const journal = { ...begun, letter: { ...begun.letter, files } }
  const again = reworded({ ...journal, letter: { ...journal.letter, files: [tide] } })
  const theirs = { 'notes/theirs.md': 'Theirs.\n' }
  const { adopted } = await sendAgain(journal, theirs, again)
  expect(await updateTo(adopted, again.letter)).toHaveProperty('commit')
  expect((await wharf.github.filesOf(UPSTREAM, 1)).map(({ filename }) => filename)).toEqual([
    'notes/theirs.md',
    PATH,
  ])
  expect(await wharf.github.fileAt(FORK, journal.branch, 'notes/rope.md')).toBe('Rope.\n')
  expect(await isThere(PICTURE)).toBe(false)
})

test('where a maintainer has put a commit in place of ours, none of it is ours', async () => {
  const journal = wharf.journal('ada')
  await run(journal)
  const theirs = await wharf.github.commit(FORK, { branch: 'theirs', files: { [PATH]: THEIRS } })
  wharf.github.setBranch(FORK, journal.branch, theirs)
  const adopted = await run(reworded(journal))
  expect(adopted).toMatchObject({ pull: { number: 1 }, letter: { files: [] } })
  expect(adopted).not.toHaveProperty('commit')
  expect(await withdraw(adopted, updating())).toMatchObject({ branch: 'kept' })
  expect(await wharf.github.fileAt(FORK, journal.branch, PATH)).toBe(THEIRS)
})
