import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RepositoryName } from '../../src/model/repository.ts'
import { parsePages } from '../../src/site/pages.ts'
import { pageAddress } from '../../src/snapshot/page-address.ts'

const repository = 'moby/moby' as RepositoryName
const of = (path: string, ref = 'HEAD') => pageAddress({ repository, ref, path })

test('a plain path is its own address, which lasts', () => {
  expect(of('reports/2017-06-19.md')).toBe('r/moby/moby/reports/2017-06-19.html')
  expect(of('a.md', 'v1.2')).toBe('r/moby/moby/@v1.2/a.html')
  // These are promised: a change here breaks links that others have made.
  expect(of('README.md')).toBe('r/moby/moby/readme~2b7814d3fc.html')
  expect(of('a.md', 'release/1')).toMatch(/^r\/moby\/moby\/@release-1~\w{10}\/a\.html$/)
})

/** What may lie beside each other in a repository and not in every folder or address. */
const BESIDE = [
  ['x.md', 'X.md', 'x.MD', 'x.markdown', 'x.markdown.md', 'x.html.md', 'x-.md', 'x.md.md'],
  ['README.md', 'readme.md', 'Readme.md'],
  ['ä.md', 'ö.md', 'a\u0308.md', '日本.md', '中国.md', '-.md', '?.md', '#.md', '%.md'],
  ['x.md', 'x.html/y.md', 'x.html/index.md', 'x/y.md', 'X/y.md'],
  ['con.md', 'CON.md', 'nul.txt.md', 'com1/a.md', 'aux/a.md', '.hidden.md', '_x.md', 'x..md'],
  [`${'long'.repeat(60)}.md`, `${'long'.repeat(60)}er.md`, `${'deep/'.repeat(90)}a.md`],
  [
    `${'deep/'.repeat(91)}a.md`,
    'a b.md',
    'a  b.md',
    'a-b.md',
    'a\\b.md',
    '..\\..\\evil.md',
    'a:b.md',
  ],
]

test.each(BESIDE)('%s and its like stay apart, whatever the host’s file system', (...paths) => {
  const addresses = paths.map((path) => of(path))
  const folded = addresses.map((one) => one.toLowerCase().normalize('NFC'))
  expect(new Set(folded).size).toBe(paths.length)
  for (const address of addresses) {
    expect(addresses.some((other) => other.startsWith(`${address}/`))).toBe(false)
  }
})

test('an address stays in its folder and is a file’s name everywhere', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom('..', '.', 'con', 'a/../..', '~', '@x', '%2e%2e', 'x.html', '\0'),
  )
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 40 }), part, (parts, ref) => {
      const address = of(`${parts.join('/')}.md`, ref || 'HEAD')
      expect(address).toMatch(/^r\/moby\/moby(?:\/[a-z0-9@~-][a-z0-9._~-]*)+\.html$/)
      expect(address.split('/').every((one) => one.length < 90)).toBe(true)
      expect(address.length).toBeLessThan(400)
      const list = [{ repo: repository, ref: 'HEAD', pages: [['x.md', address]] }]
      expect(parsePages({ version: 1, sources: list })).toEqual(list)
    }),
  )
})
