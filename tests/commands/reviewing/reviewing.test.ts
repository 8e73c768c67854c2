import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadChoices, saveChoices } from '../../../src/commands/reviewing/choices.ts'
import { findOthers } from '../../../src/commands/reviewing/find-others.ts'
import { openCustoms } from '../../../src/commands/reviewing/customs.ts'
import { outgoingTexts } from '../../../src/commands/reviewing/outgoing.ts'
import {
  followMove,
  offerAsNew,
  takeUpstream,
} from '../../../src/commands/reviewing/take-upstream.ts'
import { renamePictures } from '../../../src/commands/reviewing/rename-pictures.ts'
import { checkUpstream } from '../../../src/commands/reviewing/upstream.ts'
import { forgetPrivate } from '../../../src/commands/settings/forget-private.ts'
import { adoptPull, beginSending, type Wording } from '../../../src/commands/sending/begin.ts'
import { blobSha } from '../../../src/github/check-sha.ts'
import { blobKey, type Draft } from '../../../src/model/draft.ts'
import { isFailure } from '../../../src/model/failure.ts'
import { newDraftId } from '../../../src/model/new-draft-id.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { startTestGitHub, LOG as LOG_TEXT, type Started } from '../../github/started.ts'
import { LOG, makeGam, SECRET, type MadeGam } from '../made-gam.ts'

const PATH = 'docs/log.md'
const MINE = LOG_TEXT.replace('Ishmael', 'Ahab')
const WORDING: Wording = {
  title: 'Another name',
  description: 'It is his.',
  body: 'It is his.\n\n## What\n\nA name.',
  author: { name: 'Pip', email: 'pip@example.com' },
  isSignedOff: true,
  coAuthors: [{ name: 'Queequeg', email: 'q@example.com' }],
  isDraft: true,
  maintainersMayEdit: false,
}

let it: Started
let gam: MadeGam
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())
beforeEach(() => {
  it.github.reset()
  gam = makeGam(it)
})

/** A stored edit of the log, its bytes as they are given. */
async function edit(original = LOG_TEXT, text = MINE): Promise<Draft> {
  const bytes = new TextEncoder().encode(original)
  const before = (await blobSha(bytes)) as Sha
  const refs = await it.github.refs(LOG)
  const draft: Draft = {
    id: newDraftId(),
    repository: LOG,
    private: false,
    branch: 'HEAD',
    base: refs['refs/heads/main'] as Sha,
    texts: [{ path: PATH, before, text }],
    pictures: [],
    createdAt: 1,
    changedAt: 1,
    revision: 1,
  }
  await gam.storage.draftBlobs.save(blobKey(draft.id, before), bytes)
  await gam.storage.drafts.save(draft.id, draft)
  return draft
}

async function outgoing(draft: Draft) {
  const texts = await outgoingTexts(gam, draft)
  if (isFailure(texts)) throw new Error(texts.kind)
  return texts
}

test('an edit that began with an old version is compared though the branch stands at its base', async () => {
  const draft = await edit('Call me Queequeg.\n')
  expect(await checkUpstream(gam, draft)).toEqual({ kind: 'same' })
  const unsure = { ...draft, isBaseUnsure: true }
  const changed = await checkUpstream(gam, unsure)
  expect(changed).toMatchObject({ kind: 'changed', head: draft.base, files: [{ path: PATH }] })
  if (isFailure(changed) || changed.kind !== 'changed') throw new Error(changed.kind)
  const taken = await takeUpstream(gam, unsure, changed, new Map([[PATH, MINE]]))
  if (taken.kind !== 'saved') throw new Error(taken.kind)
  expect(taken.draft).toMatchObject({ base: draft.base, isBaseUnsure: false })
  expect(await checkUpstream(gam, taken.draft)).toEqual({ kind: 'same' })
})

test('what was chosen is remembered for its repository alone, and forgotten with a private one', async () => {
  const choices = {
    coAuthors: 'Pip <pip@example.com>',
    isDraft: true,
    maintainersMayEdit: false,
    isAddressPrivate: true,
  }
  expect(await loadChoices(gam, LOG)).toBeUndefined()
  await saveChoices(gam, LOG, choices)
  await saveChoices(gam, SECRET, choices)
  expect(await loadChoices(gam, LOG)).toEqual(choices)
  await gam.storage.repositories.save(SECRET, { name: SECRET, private: true, checkedAt: 1 })
  await forgetPrivate(gam)
  expect(await loadChoices(gam, SECRET)).toBeUndefined()
  expect(await loadChoices(gam, LOG)).toEqual(choices)
})

test('what goes out has the mark and the line ends that it began with; what is unchanged stays', async () => {
  const draft = await edit('\ufeffone\r\ntwo\r\n', 'one\n2\n')
  expect(await outgoing(draft)).toMatchObject([
    { path: PATH, old: 'one\ntwo\n', now: 'one\n2\n', written: '\ufeffone\r\n2\r\n' },
  ])
  expect(await outgoing(await edit(LOG_TEXT, LOG_TEXT))).toEqual([])
  await gam.storage.draftBlobs.remove(...(await gam.storage.draftBlobs.keys()))
  expect(isFailure(await outgoingTexts(gam, draft))).toBe(true)
})

test('all that the maintainers will see is fixed in the journal, and stored', async () => {
  const draft = await edit()
  const journal = await beginSending(gam, draft, await outgoing(draft), WORDING, 'pip')
  if (isFailure(journal)) throw new Error(journal.kind)
  expect(journal).toMatchObject({
    id: draft.id,
    base: 'HEAD',
    parent: draft.base,
    branch: `gam/log-${draft.id}`,
    login: 'pip',
    letter: {
      title: 'Another name',
      body: WORDING.body,
      message:
        'Another name\n\nIt is his.\n\nCo-authored-by: Queequeg <q@example.com>\nSigned-off-by: Pip <pip@example.com>',
      isDraft: true,
      maintainersMayEdit: false,
      files: [{ path: PATH, mode: '100644', text: MINE }],
    },
  })
  expect(journal.letter.date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  expect(await gam.storage.journals.load(draft.id)).toEqual(journal)
})

test('a pull request that was opened by hand is one that is open', async () => {
  const draft = await edit()
  const pull = { number: 3, url: 'https://github.com/pequod/log/pull/3' }
  const found = { pull, login: 'pip', branch: 'patch-1' }
  expect(await adoptPull(gam, draft, await outgoing(draft), WORDING, found)).toMatchObject({
    pull,
    login: 'pip',
    branch: 'patch-1',
  })
})

test('one call where nothing has happened; what others changed elsewhere is no matter', async () => {
  const draft = await edit()
  it.github.clear()
  expect(await checkUpstream(gam, draft)).toEqual({ kind: 'same' })
  expect(it.github.requests).toHaveLength(1)
  await it.github.commit(LOG, { files: { 'README.md': 'other\n' } })
  expect(await checkUpstream(gam, draft)).toEqual({ kind: 'same' })
})

test('what others changed is brought, and the edit is put on it', async () => {
  const draft = await edit()
  await it.github.commit(LOG, { files: { [PATH]: `${LOG_TEXT}\nMore.\n` } })
  const upstream = await checkUpstream(gam, draft)
  if (isFailure(upstream) || upstream.kind !== 'changed') throw new Error('not changed')
  expect(upstream.files).toMatchObject([{ path: PATH, text: `${LOG_TEXT}\nMore.\n` }])
  const merged = new Map([[PATH, `${MINE}\nMore.\n`]])
  const saved = await takeUpstream(gam, draft, upstream, merged)
  if (saved.kind !== 'saved') throw new Error(saved.kind)
  expect(await checkUpstream(gam, saved.draft)).toEqual({ kind: 'same' })
  expect(await outgoing(saved.draft)).toMatchObject([
    { old: `${LOG_TEXT}\nMore.\n`, now: `${MINE}\nMore.\n` },
  ])
})

test('a file that has another name is followed, and one that is gone can be offered anew', async () => {
  const draft = await edit()
  const head = (await it.github.commit(LOG, { moves: { [PATH]: 'docs/diary.md' } })) as Sha
  expect(await checkUpstream(gam, draft)).toEqual({
    kind: 'gone',
    head,
    path: PATH,
    to: 'docs/diary.md',
  })
  const followed = await followMove(gam, draft, head, PATH, 'docs/diary.md')
  expect(followed).toMatchObject({ kind: 'saved', draft: { texts: [{ path: 'docs/diary.md' }] } })
  const again = await edit()
  const anew = await offerAsNew(gam, again, head, PATH)
  if (anew.kind !== 'saved') throw new Error(anew.kind)
  expect(anew.draft.texts[0]).not.toHaveProperty('before')
  expect(await checkUpstream(gam, anew.draft)).toEqual({ kind: 'same' })
})

test('a picture whose name somebody has taken meanwhile gets another, in what the edit says too', async () => {
  const begun = await edit(LOG_TEXT, `${MINE}\n![](image.png)\n`)
  const sha = (await blobSha(new TextEncoder().encode('mine'))) as Sha
  const pictures = [{ path: 'docs/image.png', sha, bytes: 4, type: 'image/png' }]
  const draft: Draft = { ...begun, pictures }
  await gam.storage.drafts.save(draft.id, draft)
  expect(await checkUpstream(gam, draft)).toEqual({ kind: 'same' })
  const theirs = `${LOG_TEXT}\n![theirs](image.png)\n`
  await it.github.commit(LOG, { files: { 'docs/image.png': 'theirs', [PATH]: theirs } })
  const changed = await checkUpstream(gam, draft)
  if (isFailure(changed) || changed.kind !== 'changed') throw new Error('not changed')
  const merged = `${MINE}\n![theirs](image.png)\n![](image.png)\n`
  const onTheirs = await takeUpstream(gam, draft, changed, new Map([[PATH, merged]]))
  if (onTheirs.kind !== 'saved') throw new Error(onTheirs.kind)
  // The edit stands on their commit by now: the name is taken all the same.
  const taken = await checkUpstream(gam, onTheirs.draft)
  const names = [{ path: 'docs/image.png', to: 'docs/image-2.png' }]
  expect(taken).toEqual({ kind: 'taken', names })
  const renamed = await renamePictures(gam, onTheirs.draft, names)
  if (renamed.kind !== 'saved') throw new Error(renamed.kind)
  expect(renamed.draft.pictures).toMatchObject([{ path: 'docs/image-2.png', sha }])
  expect(renamed.draft.texts[0]?.text).toBe(`${MINE}\n![theirs](image.png)\n![](image-2.png)\n`)
  expect(await checkUpstream(gam, renamed.draft)).toEqual({ kind: 'same' })
})

/** A member makes the log another kind of entry. */
async function makeKind(mode: string, content: string): Promise<void> {
  const answer = await it.api(`/repos/${LOG}/commits/main`)
  const { sha: parent, commit } = (await answer.json()) as {
    sha: Sha
    commit: { tree: { sha: Sha } }
  }
  const entry = { path: PATH, mode, type: 'blob', content }
  const change = { base_tree: commit.tree.sha, tree: [entry] }
  const tree = await it.write(`POST /repos/${LOG}/git/trees`, change, 'ghp_ahab')
  const body = { message: mode, tree: tree.json.sha, parents: [parent] }
  const made = await it.write(`POST /repos/${LOG}/git/commits`, body, 'ghp_ahab')
  it.github.setBranch(LOG, 'main', String(made.json.sha))
}

test('a link in place of the file is no text to merge with', async () => {
  const draft = await edit()
  await makeKind('120000', 'other.md')
  expect(await checkUpstream(gam, draft)).toMatchObject({ kind: 'malformed', what: PATH })
})

test('a new file is compared with what lies at its path, though the branch stands where the edit began', async () => {
  const started = await edit()
  const at = (path: string) =>
    checkUpstream(gam, { ...started, texts: [{ path, text: 'Mine.\n' }] })
  expect(await at(PATH)).toMatchObject({ kind: 'changed', files: [{ path: PATH, text: LOG_TEXT }] })
  expect(await at(`${PATH}/2026.md`)).toMatchObject({ kind: 'malformed', what: PATH })
  expect(await at('docs')).toMatchObject({ kind: 'malformed', what: 'docs' })
  expect(await at('docs/2026/recap.md')).toEqual({ kind: 'same' })
})

test('what was changed and made executable stays executable', async () => {
  const draft = await edit()
  await makeKind('100755', `${LOG_TEXT}\nMore.\n`)
  const upstream = await checkUpstream(gam, draft)
  if (isFailure(upstream) || upstream.kind !== 'changed') throw new Error('not changed')
  const saved = await takeUpstream(gam, draft, upstream, new Map([[PATH, MINE]]))
  expect(saved).toMatchObject({ draft: { texts: [{ executable: true }] } })
})

test('an edit of a branch that has another name by now is compared with that', async () => {
  const draft = { ...(await edit()), branch: 'main' }
  await it.github.renameBranch(LOG, 'main', 'trunk')
  expect(await checkUpstream(gam, draft)).toEqual({ kind: 'same' })
  expect(await checkUpstream(gam, { ...draft, branch: 'never' })).toMatchObject({
    kind: 'not-found',
  })
})

test('a repository’s template and its wish for a sign-off are found in two calls', async () => {
  await it.github.commit(LOG, {
    files: {
      '.github/pull_request_template.md': '## What\n',
      'CONTRIBUTING.md': 'Every commit must have a Signed-off-by line.\n',
    },
  })
  const draft = await edit()
  it.github.clear()
  expect(await openCustoms(gam, draft)).toMatchObject({
    template: { fields: [{ label: 'What' }] },
    signOff: { need: 'required' },
    contributing: 'CONTRIBUTING.md',
  })
  expect(it.github.requests.filter(({ host }) => host === 'api')).toHaveLength(2)
})

test('open pull requests that change the same file are found, and others left out', async () => {
  const draft = await edit()
  await it.github.fork(LOG, 'pip')
  const propose = async (branch: string, path: string) => {
    await it.github.commit('pip/Log', { branch, files: { [path]: `${branch}\n` } })
    const body = { title: `On ${branch}`, head: `pip:${branch}`, base: 'main' }
    return it.write('POST /repos/pequod/log/pulls', body)
  }
  expect((await propose('one', PATH)).status).toBe(201)
  expect((await propose('two', 'README.md')).status).toBe(201)
  expect(await findOthers(gam, draft)).toMatchObject([
    { number: 1, title: 'On one', by: { login: 'pip' }, files: [{ path: PATH }] },
  ])
})
