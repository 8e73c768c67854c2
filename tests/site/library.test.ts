import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { isFailure } from '../../src/model/failure.ts'
import { fetchLibrary, parseLibrary } from '../../src/site/library.ts'
import { hasForm, type Schema } from './schema.ts'

const readPublic = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(`public/${file}`, 'utf8'))
const schema = (await readPublic('library.schema.json')) as Schema
const source = { repo: 'moby/moby' }
const whole = {
  $schema: './library.schema.json',
  title: 'Notes',
  description: 'Of meetings',
  contact: 'someone@example.com',
  links: [{ title: 'Home', href: 'https://example.com/' }],
  images: 'repository',
  sources: [
    {
      repo: 'Moby/MobyWebsite',
      path: 'src/blog/_posts',
      ref: 'feature/x',
      siteRoot: 'src',
      title: 'The blog',
      exclude: ['**/draft-*.md'],
    },
    { repo: 'linuxkit/linuxkit' },
  ],
}

test('reads every field', () => {
  const parsed = parseLibrary(whole)
  expect(isFailure(parsed)).toBe(false)
  expect(parsed).toMatchObject({
    ignored: [],
    library: {
      title: 'Notes',
      description: 'Of meetings',
      contact: 'someone@example.com',
      links: [{ title: 'Home', href: 'https://example.com/' }],
      images: 'repository',
      sources: [
        {
          repository: 'moby/mobywebsite',
          path: 'src/blog/_posts',
          ref: 'feature/x',
          siteRoot: 'src',
          title: 'The blog',
          exclude: ['**/draft-*.md'],
          from: 'host',
        },
        { repository: 'linuxkit/linuxkit', path: '', ref: 'HEAD', exclude: [], from: 'host' },
      ],
    },
  })
  expect(hasForm(whole, schema)).toBe(true)
})

test('ignores what it does not know, and names it', () => {
  const parsed = parseLibrary({
    title: 'x',
    colour: 1,
    links: [{ title: 'x', href: 'http://x', rel: 1 }],
    sources: [source, { ...source, branch: 'main' }],
  })
  expect(parsed).toMatchObject({
    ignored: [
      'the field colour is unknown',
      'the field links[0].rel is unknown',
      'the field sources[1].branch is unknown',
      'sources[1] is there twice',
    ],
    library: { sources: [{ repository: 'moby/moby' }] },
  })
  expect(isFailure(parsed) || parsed.library.sources).toHaveLength(1)
})

const wrong: readonly (readonly [problem: string, json: unknown])[] = [
  ['the file must be an object', null],
  ['the file must be an object', []],
  ['title must be a text', { sources: [] }],
  ['title must be a text', { title: '  ', sources: [] }],
  ['title must be a text', { title: 3, sources: [] }],
  ['description must be a text', { title: 'x', description: [], sources: [] }],
  ['contact must be an', { title: 'x', contact: 'javascript:alert(1)', sources: [] }],
  ['contact must be an', { title: 'x', contact: 'javascript:x@y', sources: [] }],
  ['images must be "all" or "repository"', { title: 'x', images: 'none', sources: [] }],
  ['images must be "all" or "repository"', { title: 'x', images: null, sources: [] }],
  ['links must be a list', { title: 'x', links: {}, sources: [] }],
  ['links[0] must be an object', { title: 'x', links: ['x'], sources: [] }],
  ['links[0].title must be a text', { title: 'x', links: [{ href: 'http://x' }], sources: [] }],
  [
    'links[0].href must be an http or https address',
    { title: 'x', links: [{ title: 'x', href: 'javascript:alert(1)' }], sources: [] },
  ],
  ['sources must be a list', { title: 'x' }],
  ['sources must be a list', { title: 'x', sources: { repo: 'a/b' } }],
  ...(
    [
      ['[1] must be an object', 'moby/moby'],
      ['[1].repo must be "owner/name"', {}],
      ['[1].repo must be "owner/name"', { repo: 'moby' }],
      ['[1].repo must be "owner/name"', { repo: 'https://github.com/moby/moby' }],
      ['[1].repo must be "owner/name"', { repo: 'moby/..' }],
      ['[1].path must be a path', { ...source, path: '/reports' }],
      ['[1].path must be a path', { ...source, path: 'reports/' }],
      ['[1].path must be a path', { ...source, path: 'a//b' }],
      ['[1].path must be a path', { ...source, path: '../a' }],
      ['[1].path must be a text', { ...source, path: 1 }],
      ['[1].siteRoot must be a path', { ...source, siteRoot: './src' }],
      ['[1].ref must be a text', { ...source, ref: null }],
      ['[1].ref must be a branch', { ...source, ref: '../../evil/repo/HEAD' }],
      ['[1].ref must be a branch', { ...source, ref: 'a b' }],
      ['[1].title must be a text', { ...source, title: false }],
      ['[1].exclude must be a list', { ...source, exclude: '*.md' }],
      ['[1].exclude must be a list of texts', { ...source, exclude: [1] }],
    ] as const
  ).map(
    ([problem, json]) => [`sources${problem}`, { title: 'x', sources: [source, json] }] as const,
  ),
]

test.each(wrong)('names what is wrong: %s', (problem, json) => {
  expect(parseLibrary(json)).toMatchObject({
    kind: 'malformed',
    what: 'library.json',
    problem: expect.stringContaining(problem) as string,
  })
  expect(hasForm(json, schema)).toBe(false)
})

test('the library that ships is right, by the parser and by the schema', async () => {
  const json = await readPublic('library.json')
  expect(parseLibrary(json)).toMatchObject({ ignored: [] })
  expect(hasForm(json, schema)).toBe(true)
})

test('fetches it anew each time; every way to fail is a value', async () => {
  const asked: unknown[] = []
  const answering = (answer: () => Response) =>
    (async (...args: unknown[]) => {
      asked.push(args)
      return answer()
    }) as typeof fetch
  const open = (answer: () => Response) => fetchLibrary(answering(answer), 'http://host/gam/')
  const text = `\uFEFF${JSON.stringify(whole)}`
  expect(await open(() => new Response(text))).toMatchObject({ library: { title: 'Notes' } })
  expect(asked[0]).toMatchObject([{ href: 'http://host/gam/library.json' }, { cache: 'no-cache' }])
  expect(await open(() => new Response('', { status: 404 }))).toMatchObject({ kind: 'not-found' })
  expect(await open(() => new Response('', { status: 503 }))).toMatchObject({ status: 503 })
  expect(await open(() => new Response('{"title": "x",}'))).toMatchObject({ kind: 'malformed' })
  const broken = new ReadableStream({ start: (controller) => controller.error(new Error('cut')) })
  expect(await open(() => new Response(broken))).toMatchObject({ kind: 'offline', host: 'host' })
})
