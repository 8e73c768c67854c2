import { describe, expect, test } from 'vitest'
import type { Address } from '../../src/model/address.ts'
import { formatAddress } from '../../src/model/format-address.ts'
import { parseAddress, parsePasted } from '../../src/model/parse-address.ts'

const hosts = { web: 'https://github.com', raw: 'https://raw.githubusercontent.com' }
const parse = (search: string, hash = '') => parseAddress(search, hash, hosts)
const report = (ref: string, path: string, heading?: string) => ({
  page: 'report',
  repository: 'linuxkit/linuxkit',
  ref,
  path,
  ...(heading ? { heading } : {}),
})

describe('reading an address', () => {
  const forms: readonly (readonly [string, string, object])[] = [
    ['', '', { page: 'library' }],
    ['?settings', '', { page: 'settings' }],
    ['?edits', '', { page: 'edits' }],
    ['?search', '', { page: 'search', words: '' }],
    ['?search=swarm%20kit', '', { page: 'search', words: 'swarm kit' }],
    ['?search=repo%3Amoby%2Fmoby&utm=x', '', { page: 'search', words: 'repo:moby/moby' }],
    ['?search=a/b=c', '', { page: 'search', words: 'a/b=c' }],
    ['?searchkit/searchkit', '', { page: 'repository', repository: 'searchkit/searchkit' }],
    ['?edit=abcdefghij', '', { page: 'edit', id: 'abcdefghij' }],
    ['?review=abcdefghi9&utm=x', '', { page: 'review', id: 'abcdefghi9' }],
    ['?edit=ABC', '', { page: 'unknown', text: 'edit=ABC' }],
    ['?talks', '', { page: 'unknown', text: 'talks' }],
    ['?LinuxKit/LinuxKit', '', { page: 'repository', repository: 'linuxkit/linuxkit' }],
    [
      '?linuxkit/linuxkit/tree/master/reports',
      '',
      { page: 'folder', repository: 'linuxkit/linuxkit', ref: 'master', path: 'reports' },
    ],
    [
      '?linuxkit/linuxkit/blob/HEAD/reports/x.md',
      '#wireguard',
      report('HEAD', 'reports/x.md', 'wireguard'),
    ],
    [
      '?https://github.com/linuxkit/linuxkit/blob/master/reports/x.md',
      '',
      report('master', 'reports/x.md'),
    ],
    [
      '?https://raw.githubusercontent.com/linuxkit/linuxkit/master/reports/x.md',
      '',
      report('master', 'reports/x.md'),
    ],
    ['?linuxkit/linuxkit/blob/HEAD/x.md&utm_source=mail', '', report('HEAD', 'x.md')],
    ['?linuxkit/linuxkit/blob/HEAD/x.md=', '', report('HEAD', 'x.md')],
    ['?linuxkit%2Flinuxkit%2Fblob%2FHEAD%2Fa%2Fx.md', '', report('HEAD', 'a/x.md')],
    ['?linuxkit/linuxkit/blob/notes%2Fautumn/x.md', '', report('notes/autumn', 'x.md')],
    ['?linuxkit/linuxkit/edit/HEAD/x.md', '#L10-L20', report('HEAD', 'x.md')],
    ['?linuxkit/linuxkit/blame/HEAD/x.md', '', report('HEAD', 'x.md')],
    ['?linuxkit/linuxkit/blob/HEAD/C++ notes.md', '', report('HEAD', 'C++ notes.md')],
    ['?linuxkit/linuxkit/blob/HEAD/100%.md', '', report('HEAD', '100%.md')],
    ['?linuxkit/linuxkit/blob/HEAD/a//x.md', '', report('HEAD', 'a/x.md')],
  ]
  for (const [search, hash, expected] of forms) {
    test(`${search || 'nothing'}${hash}`, () => expect(parse(search, hash)).toEqual(expected))
  }
  test.each([
    'linuxkit/linuxkit/blob/..%2F..%2Fevil%2Frepo%2FHEAD/x.md',
    'linuxkit/linuxkit/blob/../x.md',
    'linuxkit/linuxkit/tree/%2E%2E/docs',
    'linuxkit/linuxkit/blob/a%2F%2Fb/x.md',
    'linuxkit/linuxkit/blob/a%5Cb/x.md',
    'linuxkit/linuxkit/blob/a%00b/x.md',
    'linuxkit/linuxkit/blob/a.lock/x.md',
    'linuxkit/linuxkit/blob/HEAD/a/../../etc/x.md',
    'linuxkit/linuxkit/blob/HEAD/a%2F..%2Fx.md',
    'linuxkit/../blob/HEAD/x.md',
    'https://raw.githubusercontent.com/linuxkit/linuxkit/../../evil/repo/HEAD/x.md',
  ])('%s names no place', (text) => expect(parse(`?${text}`).page).toBe('unknown'))
  test.each(['issues/3', 'pull/4', 'commit/0123abc', 'releases/tag/v1'])(
    'what GitHub shows at %s is no page of Gam’s',
    (below) =>
      expect(parse(`?linuxkit/linuxkit/${below}`)).toEqual({
        page: 'unknown',
        text: `linuxkit/linuxkit/${below}`,
      }),
  )
  test('an owner that GitHub could not have is no repository', () => {
    expect(parse('?java script/x').page).toBe('unknown')
  })
})

test.each([
  'linuxkit/linuxkit',
  'https://github.com/linuxkit/linuxkit.git',
  'git@github.com:linuxkit/linuxkit.git',
  'github.com/LinuxKit/linuxkit/issues',
  'http://localhost/gam/?linuxkit/linuxkit',
])('%s, pasted, is the repository', (text) => {
  expect(parsePasted(text)).toEqual({ page: 'repository', repository: 'linuxkit/linuxkit' })
})

test('every address that Gam writes is read as the same', () => {
  const pieces = [
    'a',
    'C++ notes',
    '100%',
    'a&b',
    'x=y',
    '#1',
    'who?',
    'ß',
    '日本',
    '%2F',
    "it's",
    'a.b',
    '=',
  ]
  let state = 1
  const pick = (n: number) => {
    // A small generator of our own, so that a failure comes again.
    state = (state * 48_271) % 2_147_483_647
    return state % n
  }
  for (let round = 0; round < 500; round++) {
    const some = () => pieces[pick(pieces.length)] ?? 'a'
    const path = `${Array.from({ length: 1 + pick(3) }, some).join('/')}.md`
    const ref = ['HEAD', 'main', 'notes/autumn', 'v1.0', 'a%b'][pick(5)] ?? 'HEAD'
    const heading = pick(2) ? some() : undefined
    const address = { ...report(ref, path.replaceAll('%2F', '%'), heading) } as Address
    const written = formatAddress(address)
    const at = written.indexOf('#')
    const [search, hash] = at < 0 ? [written, ''] : [written.slice(0, at), written.slice(at)]
    expect(parse(search, hash), written).toEqual(address)
  }
})

test('whatever is sought is sought again from its address', () => {
  for (const words of ['', 'swarm kit', '"a & b" = c', 'repo:moby/moby #1?', '100%', '会議', '=']) {
    const written = formatAddress({ page: 'search', words })
    expect(parse(written), written).toEqual({ page: 'search', words })
  }
})
