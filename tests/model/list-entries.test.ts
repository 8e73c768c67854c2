import { expect, test } from 'vitest'
import type { Facts } from '../../src/model/facts.ts'
import { matchesGlob } from '../../src/model/glob.ts'
import { listEntries, previousAndNext } from '../../src/model/list-entries.ts'
import type { RepositoryName } from '../../src/model/repository.ts'
import type { Sha } from '../../src/model/sha.ts'
import type { Source } from '../../src/model/source.ts'
import type { Tree } from '../../src/model/tree.ts'
import { factsWith } from '../facts/facts-with.ts'

const sha = (n: number) => n.toString(16).padStart(40, '0') as Sha
const source = (path = '', exclude: string[] = []): Source => ({
  repository: 'a/b' as RepositoryName,
  path,
  ref: 'HEAD',
  exclude,
  from: 'host',
})
const tree = (...paths: string[]): Tree => ({
  commit: sha(9999),
  folder: '',
  recursive: true,
  entries: paths.map((path, at) => ({ path, mode: '100644', sha: sha(at) })),
})
const facts = (n: number, more: Partial<Facts>): [Sha, Facts] => [
  sha(n),
  factsWith(sha(n), { words: 440, ...more }),
]
const list = (t: Tree, known: [Sha, Facts][] = [], s = source(), seen?: Record<string, Sha>) =>
  listEntries({ source: s, tree: t, facts: new Map(known), ...(seen ? { seen } : {}) })

test('names with dates are listed by years, newest first, with titles from names', () => {
  const listing = list(tree('2017-05-11-first-summit.md', '2017-06-26-june_recap.md', 'README.md'))
  expect(listing.shape).toBe('years')
  expect(listing.entries.map(({ title, date }) => [title, date])).toEqual([
    ['June recap', '2017-06-26'],
    ['First summit', '2017-05-11'],
    ['README', undefined],
  ])
  expect(previousAndNext(listing, '2017-06-26-june_recap.md').previous?.title).toBe('First summit')
})

test('other folders are listed as on GitHub: README first, natural order', () => {
  const listing = list(tree('docs/10-z.md', 'docs/2-b.md', 'docs/README.md', 'a.md'))
  expect(listing.shape).toBe('folders')
  expect(listing.entries.map((one) => one.path)).toEqual([
    'a.md',
    'docs/README.md',
    'docs/2-b.md',
    'docs/10-z.md',
  ])
})

test('dependencies, dot-folders, excluded and unlisted ones are left out and counted', () => {
  const all = tree(
    'a.md',
    'vendor/b.md',
    'x/node_modules/c.md',
    '.github/d.md',
    'drafts/e.md',
    'f.md',
    'g.txt',
  )
  const listing = list(all, [facts(5, { unlisted: true })], source('', ['drafts/**']))
  expect(listing.entries.map((one) => one.path)).toEqual(['a.md'])
  expect(listing.leftOut).toBe(5)
})

test('equal titles carry their folder', () => {
  const known = [
    facts(0, { title: 'Networking' }),
    facts(1, { title: 'Networking' }),
    facts(2, { title: 'Disks' }),
  ]
  const listing = list(tree('guides/n.md', 'reference/n.md', 'guides/d.md'), known)
  expect(listing.entries.map((one) => one.title)).toEqual([
    'Disks',
    'Networking — guides',
    'Networking — reference',
  ])
})

test('reports that begin alike are told apart by what is particular to each', () => {
  const like = (n: number, month: string, own: string) =>
    facts(n, {
      excerpt: `Report for ${month} 2018, with ${n} people and more.`,
      points: ['Merged pull requests', own],
    })
  const listing = list(tree('2018-03.md', '2018-04.md'), [
    like(0, 'March', 'In March we added s390x.'),
    like(1, 'April', 'The kernel configuration was tidied.'),
  ])
  expect(listing.entries.map((one) => one.excerpt)).toEqual([
    'The kernel configuration was tidied.',
    'In March we added s390x.',
  ])
})

test('what is new or changed since it was seen is marked', () => {
  const listing = list(tree('a.md', 'b.md', 'c.md'), [], source(), {
    'a.md': sha(0),
    'b.md': sha(77),
  })
  expect(listing.entries.map((one) => one.mark)).toEqual([undefined, 'changed', 'new'])
})

test.each([
  ['*.md', 'a.md', true],
  ['*.md', 'x/a.md', false],
  ['**/drafts/**', 'a/b/drafts/c.md', true],
  ['**/drafts/**', 'drafts/c.md', true],
  ['docs/?.md', 'docs/ab.md', false],
  ['a*b*c', `a${'b'.repeat(200)}`, false],
])('%s and %s: %s', (glob, path, expected) => expect(matchesGlob(glob, path)).toBe(expected))

test('a path that a tree names twice is listed once', () => {
  expect(list(tree('a.md', 'a.md', 'b.md')).entries.map((one) => one.path)).toEqual([
    'a.md',
    'b.md',
  ])
})
