import { expect, test } from 'vitest'
import type { RepositoryName } from '../../src/model/repository.ts'
import type { Sha } from '../../src/model/sha.ts'
import {
  fetchSnapshot,
  formatSnapshot,
  parseSnapshot,
  type Snapshot,
} from '../../src/site/snapshot.ts'

const sha = (digit: string) => digit.repeat(40) as Sha
const snapshot: Snapshot = {
  madeAt: '2026-01-02T03:04:05.000Z',
  sources: [
    {
      repository: 'moby/moby' as RepositoryName,
      ref: 'release/1',
      key: 'moby/moby@release/1:docs',
      tree: {
        commit: sha('a'),
        folder: 'docs',
        recursive: false,
        truncated: true,
        entries: [
          { path: 'docs/a.md', mode: '100644', sha: sha('b'), size: 0 },
          { path: 'docs/deep', mode: '040000', sha: sha('c') },
        ],
      },
      checkedAt: '2026-01-02T03:00:00.000Z',
    },
  ],
  packs: [{ file: 'snapshot-0-abc.pack', bytes: 12, shas: [sha('b')] }],
}
const json = () => JSON.parse(formatSnapshot(snapshot)) as Record<string, unknown>

const changed = (source: object) => ({
  sources: (json()['sources'] as object[]).map((one) => ({ ...one, ...source })),
})

test('what is written is read again', () => {
  expect(parseSnapshot(json())).toEqual(snapshot)
})

test.each([
  ['version', { version: 2 }],
  ['madeAt', { madeAt: 'yesterday' }],
  ['sources', { sources: {} }],
  ['a source', { sources: [{ repo: 'moby' }] }],
  ['checkedAt', changed({ checkedAt: 'yesterday' })],
  ['ref', changed({ ref: '../../evil/repo/HEAD' })],
  ['folder', changed({ folder: '../docs' })],
  ['a pack', { packs: [{ file: '../x.pack', bytes: 1, shas: [] }] }],
  ['a pack', { packs: [{ file: 'https://elsewhere/x.pack', bytes: 1, shas: [] }] }],
])('a wrong %s is a failure', (_, change) => {
  expect(parseSnapshot({ ...json(), ...change })).toMatchObject({ kind: 'malformed' })
})

test('a snapshot that does not say when it asked is as old as the whole says', () => {
  const before = { ...json(), ...changed({ checkedAt: undefined }) }
  expect(parseSnapshot(before)).toMatchObject({ sources: [{ checkedAt: snapshot.madeAt }] })
})

test('a host without a snapshot has none', async () => {
  const answer = (body: string, status: number) =>
    fetchSnapshot(
      (() => Promise.resolve(new Response(body, { status }))) as typeof fetch,
      'http://host/',
    )
  expect(await answer('', 404)).toBeUndefined()
  expect(await answer('', 500)).toMatchObject({ kind: 'host-trouble' })
  expect(await answer('<html>', 200)).toMatchObject({ kind: 'malformed', what: 'snapshot.json' })
  expect(await answer(formatSnapshot(snapshot), 200)).toEqual(snapshot)
})
