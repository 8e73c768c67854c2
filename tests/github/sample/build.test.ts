import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildSample, type Sample } from './build.ts'
import { git } from './git.ts'

const POSTS = 'src/blog/_posts'

/** Every construct that a reader of real reports meets, and where the sample has it. */
const CONSTRUCTS: Record<string, RegExp> = {
  'front matter of Jekyll': /^---\ntitle: .+\nlayout: post\nauthor: .+\nauthor-url: http/,
  'an author address that is none': /^author-url: "@queequeg"$/m,
  'an excerpt separator': /^excerpt_separator: <!--more-->$/m,
  'an excerpt separator in the text': /\n<!--more-->\n/,
  'front matter of VuePress': /^---\nlang: en-US\ntitle: ".+: .+"\ndescription: ".+"\nicon: fa-/,
  'nested lists in front matter': /^category:\n {2}- .+\n {2}- /m,
  'a nested head in front matter': /^head:\n {2}- - meta:\n {4}- property: .+\n {6}content: /m,
  'a date, and isOriginal': /^date: 2017-04-18\nisOriginal: false$/m,
  'author maps': /^author:\n {2}- name: .+\n {4}url : .+\n {2}- name: /m,
  'a cover': /^cover: https:/m,
  'a heading that is a variable': /^# \{\{ \$frontmatter\.title \}\} 관련$/m,
  'a card of VuePress': /^```component VPCard\n\{\n {2}"title"/m,
  'a table of contents': /^\[\[toc\]\]$/m,
  'a thematic break': /\n\n---\n\n/,
  'a SiteInfo over several lines': /^<SiteInfo\n {2}name=".+"\n {2}desc=[^>]+preview="[^"]+"\/>$/m,
  'an icon with code in a link': /\[runc \(<FontIcon icon="[^"]+"\/>`[^`]+`\)\]\(/,
  'an icon right after a word': /\[VPNKit\(<FontIcon/,
  'a comment': /^<!-- TODO: .+ -->$/m,
  'an ordered list with bold': /^1\. A \*\*library\*\* of/m,
  'soft-broken time stamps': /^\[[\d:]+\]\(.+\) - .+\n\[[\d:]+\]\(/m,
  'a time stamp without a space': /t=36m39s\)- /,
  'a time stamp with "by"': /t=5s\) - .+ by [A-Z]/,
  'a time stamp with "with"': /t=9m6s\) - .+ with .+ and /,
  'a time stamp without a speaker': /t=58m30s\) - Open floor$/m,
  'a label far from its target': /\[60:14\]\(https:\/\/youtu\.be\/[^)]+t=1h14m32s\)/,
  'a picture with a title': /!\[alt text\]\(https:[^ ]+ "[^"]+"\)/,
  'a picture by a root path': /!\[[^\]]*\]\(\/images\/[^ )]+\.png "/,
  'a picture by a relative path': /!\[[^\]]*\]\(\.\.\/\.\.\/images\//,
  'a picture from another host': /!\[[^\]]*\]\(https:\/\/images\.example\.org\//,
  'a picture beside the text': /<img align="right" {2}width="35%" height="35%" src=/,
  'an embedded film': /<iframe width="560" height="315" src="https:\/\/www\.youtube\.com\/embed\//,
  'slides by https': /\(https:\/\/www\.slideshare\.net\//,
  'slides by http': /\(http:\/\/www\.slideshare\.net\//,
  'a report in another repository':
    /\/gam-sample\/toolkit\/blob\/main\/reports\/.+\.md#networking\)/,
  'a branch name that is gone': /\/gam-sample\/toolkit\/blob\/master\//,
  'a repository name that is gone': /\/gam-sample\/tool\/blob\//,
  'a link into the folder': /\]\(\.\/.+\.md[)#]/,
  'a link to a heading elsewhere': /\]\(\.\.\/.+\.md#[a-z-]+\)/,
  'a link to a repository': /\(https:\/\/github\.com\/gam-sample\/toolkit\)/,
  'a link to a folder': /\(https:\/\/github\.com\/gam-sample\/toolkit\/tree\/main\/docs\)/,
  'a link to an account': /\(https:\/\/github\.com\/gam-sample\)/,
  'a link without a scheme': /\(dockr\.ly\/community\)/,
  'a link to a forum': /\(https:\/\/forums\.mobyproject\.org\/t\//,
  'a tweet with hash signs': /twitter\.com\/share\?text=[^)]+%23/,
  mojibake: /projectâ€™s/,
  'an agenda': /^- \*\*8am - 9am\*\* - /m,
  'six empty headings': /send a pull request that adds it to the list below\..*\n\n(### .+\n){6}$/,
  'a heading with a space at its end': /^### Notary $/m,
  'a heading with more than one': /^#+ .+ {2}$/m,
  'bullets of plain text': /^ {2}•\t/m,
  'a bare heading': /\n\nThe Shipyard: Moby\n\n/,
  'typographic quotes': /“[^”]+”/,
  'two spaces after a full stop': /[a-z][.:] {2}[A-Z a-z]/,
  'an asterisk as a bullet': /^\* /m,
  'nested lists': /^\* .+\n {2}- .+\n {2}- .+\n {4}1\. /m,
  'a lazy line in a list': /^\* .+\n[a-z]/m,
  'a lazy line in a quotation': /^> .+\n[A-Z]/m,
  'a table': /^\| :-+ \| :-+: \| -+: \|/m,
  'fenced code': /^```sh\n/m,
  'a reference link': /^\[#12\]: https:/m,
  Japanese: /^---\nlang: ja\ntitle: [^a-z]+\n/,
  Arabic: /^---\nlang: ar\ndir: rtl\n/,
  'a draft': /^draft: true$/m,
  'a page that is not published': /^published: false$/m,
}

const FIRST_SUMMIT = '2017-05-11-first-summit-at-dockercon.md'
const REPORTS = '2017-03-31 2017-04-30 2017-05-31 2017-06-30 2017-07-31 2017-08-31'.split(' ')

let folder: string
let sample: Sample

const gitDir = (name: string): string => join(folder, 'first', `${name}.git`)
const ask = (name: string, ...args: string[]): Promise<string> =>
  git(['-c', 'core.quotePath=false', '--git-dir', gitDir(name), ...args])

async function bytesAt(name: string, path: string): Promise<Buffer> {
  const args = ['--git-dir', gitDir(name), 'cat-file', 'blob', `main:${path}`]
  const { stdout } = await promisify(execFile)('git', args, { encoding: 'buffer' })
  return stdout
}

async function everyText(): Promise<string[]> {
  const names = ['summits', 'toolkit', 'minutes']
  const texts = names.map(async (name) => {
    const paths = (await ask(name, 'ls-tree', '-r', '--name-only', 'main')).split('\n')
    const reports = paths.filter((path) => path.endsWith('.md'))
    return Promise.all(reports.map(async (path) => String(await bytesAt(name, path))))
  })
  return (await Promise.all(texts)).flat()
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gam-sample-'))
  sample = await buildSample(join(folder, 'first'))
}, 30_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the sample', () => {
  test('has the same commits on each run', async () => {
    const again = await buildSample(join(folder, 'second'))
    for (const [index, repository] of sample.repositories.entries()) {
      const refs = ['for-each-ref', '--format=%(objectname) %(refname)']
      const first = await git(['--git-dir', repository.gitDir, ...refs])
      const second = await git(['--git-dir', again.repositories[index]?.gitDir ?? '', ...refs])
      expect(first).toMatch(/ refs\/heads\/main$/m)
      expect(second).toBe(first)
    }
  })

  test('is sound', async () => {
    for (const name of ['summits', 'toolkit', 'minutes']) {
      await expect(ask(name, 'fsck', '--strict')).resolves.toBeDefined()
    }
  })

  test('pins one source to a commit whose folder is gone now', async () => {
    const library = JSON.stringify(sample.library)
    const pinned = await ask('toolkit', 'rev-parse', 'weekly-end^{commit}')
    expect(library).toContain(`"path":"weekly","ref":"${pinned}"`)
    expect(await ask('toolkit', 'ls-tree', '--name-only', `${pinned}:weekly`)).toMatch(/02-26\.md/)
    expect(await ask('toolkit', 'ls-tree', 'main', 'weekly')).toBe('')
  })

  test('lets one person read the minutes', () => {
    const minutes = sample.repositories.find(({ name }) => name === 'gam-sample/minutes')
    expect(minutes).toMatchObject({ private: true, readers: ['ahab'] })
    expect(sample.users.map(({ login }) => login)).toEqual(['ahab', 'queequeg'])
  })
})

describe('constructs', () => {
  let texts: string[]
  beforeAll(async () => {
    texts = await everyText()
  })

  test.each(Object.entries(CONSTRUCTS))('%s', (_, pattern) => {
    expect(texts.some((text) => pattern.test(text))).toBe(true)
  })

  test('monthly reports begin alike', async () => {
    for (const date of REPORTS) {
      const text = String(await bytesAt('toolkit', `reports/${date}.md`))
      expect(text).toMatch(/^# Report for .+\n\nOnce a month we go through /)
    }
  })

  test('a long report', async () => {
    const { length } = await bytesAt('toolkit', 'reports/2017-06-19-summit.md')
    expect(length).toBeGreaterThan(38_000)
    expect(length).toBeLessThan(44_000)
  })

  test('UTF-16 with a mark', async () => {
    const bytes = await bytesAt('summits', 'src/events/2017-06-02-travel.md')
    expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xfe])
    expect(bytes.toString('utf16le')).toContain('Über die Bucht')
  })

  test('UTF-8 with a mark, and CR LF', async () => {
    const text = String(await bytesAt('summits', 'src/events/2017-06-03-the-house.md'))
    expect(text).toMatch(/^\uFEFF---\r\ntitle: /)
    expect(text).not.toMatch(/[^\r]\n/)
  })

  test('a picture is as it lies in the folder', async () => {
    const path = 'src/images/summit-hall.png'
    const bytes = await readFile(new URL(`./summits/${path}`, import.meta.url))
    expect((await bytesAt('summits', path)).equals(bytes)).toBe(true)
  })

  test('folders that lists leave out', async () => {
    const paths = await ask('toolkit', 'ls-tree', '-r', '--name-only', 'main')
    for (const skipped of ['docs/vendor/', 'docs/node_modules/', 'docs/.notes/', 'docs/drafts/']) {
      expect(paths).toContain(skipped)
    }
  })

  test('a symbolic link leads to a report', async () => {
    const events = await ask('summits', 'ls-tree', 'main', 'src/events/latest.md')
    expect(events).toMatch(/^120000 /)
    const target = String(await bytesAt('summits', 'src/events/latest.md'))
    expect(target).toBe('../blog/_posts/2017-06-26-june-summit-recap.md')
  })
})

describe('history', () => {
  test('a file was moved', async () => {
    const path = `${POSTS}/${FIRST_SUMMIT}`
    const log = await ask(
      'summits',
      'log',
      '--follow',
      '--format=',
      '--name-status',
      'main',
      '--',
      path,
    )
    expect(log).toContain(`R100\tsrc/blog/${FIRST_SUMMIT}\t${path}`)
    expect(log).toContain(`A\tsrc/blog/${FIRST_SUMMIT}`)
  })

  test('a file was removed', async () => {
    const path = 'src/events/placeholder.md'
    expect(await ask('summits', 'ls-tree', 'main', path)).toBe('')
    expect(await ask('summits', 'log', '--format=', '--name-status', 'main', '--', path)).toMatch(
      /^D/,
    )
  })

  test('two people wrote it', async () => {
    for (const name of ['summits', 'toolkit', 'minutes']) {
      const authors = (await ask(name, 'log', '--format=%an', 'main')).split('\n')
      expect(new Set(authors)).toEqual(new Set(['Ishmael Hussey', 'Pip Mayhew']))
    }
  })

  test('a report was mended later', async () => {
    const path = `${POSTS}/2017-06-26-june-summit-recap.md`
    const commits = (await ask('summits', 'log', '--format=%h', 'main', '--', path)).split('\n')
    expect(commits).toHaveLength(2)
  })

  test('the default branch was renamed, one branch has a slash, and there are tags', async () => {
    expect(await ask('summits', 'symbolic-ref', 'HEAD')).toBe('refs/heads/main')
    const refs = await ask('summits', 'for-each-ref', '--format=%(refname)')
    expect(refs.split('\n')).toEqual([
      'refs/heads/main',
      'refs/heads/notes/autumn',
      'refs/tags/june-2017',
    ])
    const only = await ask('summits', 'diff', '--name-only', 'main', 'notes/autumn')
    expect(only).toBe('src/events/autumn-ideas.md')
  })
})
