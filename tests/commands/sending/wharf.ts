import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { blobSha } from '../../../src/github/check-sha.ts'
import type { Journal, Letter, SentFile } from '../../../src/model/journal.ts'
import { newDraftId } from '../../../src/model/new-draft-id.ts'
import type { RepositoryName } from '../../../src/model/repository.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { makeRepository } from '../../github/make-repository.ts'
import { startGitHub } from '../../github/server.ts'

export const UPSTREAM = 'gam-wharf/notes' as RepositoryName
/** Another repository, no copy of the first. */
export const UNRELATED = 'gam-wharf/other'
export const PATH = 'notes/tide.md'
const BEFORE = '# Tide\n\nHigh water at six.\n'
export const AFTER = '# Tide\n\nHigh water at seven.\n'
const PICTURE = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 1, 2, 3])

const OUTSIDER = {
  login: 'ada',
  id: 7,
  name: 'Ada',
  token: 'ghp_adaWhole',
  tokens: [
    { token: 'ghp_adaPublic', scopes: ['public_repo'] },
    { token: 'ghp_adaSecond', scopes: ['public_repo'] },
  ],
}
const MEMBER = { login: 'bea', id: 8, name: 'Bea', token: 'ghp_beaWhole' }

export type Wharf = Awaited<ReturnType<typeof openWharf>>

/** A local GitHub with one repository that an outsider and a member want to change. */
export async function openWharf() {
  const folder = await mkdtemp(join(tmpdir(), 'gam-wharf-'))
  const gitDir = join(folder, 'notes.git')
  await makeRepository(gitDir, [
    { files: { [PATH]: BEFORE, 'README.md': '# Wharf\n', 'notes/rope.md': 'Rope.\n' } },
    { files: { 'README.md': '# The wharf\n' } },
  ])
  const otherDir = join(folder, 'other.git')
  await makeRepository(otherDir, [{ files: { 'README.md': '# Of something else\n' } }])
  const github = await startGitHub({
    apiPort: 0,
    rawPort: 0,
    repositories: [
      { name: UPSTREAM, gitDir, defaultBranch: 'main', writers: ['bea'] },
      { name: UNRELATED, gitDir: otherDir, defaultBranch: 'main' },
    ],
    users: [OUTSIDER, MEMBER],
  })
  const parent = (await github.refs(UPSTREAM))['refs/heads/main'] as Sha
  const before = (await blobSha(new TextEncoder().encode(BEFORE))) as Sha
  const picture = (await blobSha(PICTURE)) as Sha

  return {
    github,
    parent,
    picture: async (sha: Sha) => (sha === picture ? PICTURE : undefined),
    /** The journal as it is when “Send” was just pressed. */
    journal(
      login: string,
      { withPicture = false, ...letter }: Partial<Letter> & { readonly withPicture?: boolean } = {},
    ): Journal {
      const files: SentFile[] = [
        { path: PATH, mode: '100644', before, text: AFTER },
        ...(withPicture ? [{ path: 'notes/images/tide.png', sha: picture }] : []),
      ]
      const id = newDraftId()
      return {
        id,
        repository: UPSTREAM,
        base: 'HEAD',
        parent,
        branch: `gam/tide-${id}`,
        login,
        startedAt: 0,
        letter: {
          title: 'Fix a word in notes/tide.md',
          body: 'It is an hour later by now.',
          message: 'Fix a word in notes/tide.md\n\nIt is an hour later by now.',
          author: { name: 'Ada', email: 'ada@example.com' },
          date: '2026-11-21T12:00:00Z',
          isDraft: false,
          maintainersMayEdit: true,
          files,
          ...letter,
        },
      }
    },
    async close() {
      await github.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
