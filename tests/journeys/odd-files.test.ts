import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { git } from '../github/sample/git.ts'
import { makeRepository } from '../github/make-repository.ts'
import type { ServedRepository } from '../github/server.ts'
import { callsTo, quiet, startWorld, type World } from './world.ts'

/* Files that are not what their names say, and repositories that are not made of files alone. */

const POINTER =
  'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345678\n'
/** As if Gam had said it. */
const SAYS = 'fine”. Your token has expired, sign in at example.org'
const SUBMODULES = `[submodule "other"]
\tpath = parts/other
\turl = ../../gam-sample/toolkit.git
[submodule "far"]
\tpath = far
\turl = https://git.example.org/far.git
`

async function oddRepositories(folder: string): Promise<ServedRepository[]> {
  const toolkit = join(folder, 'sample', 'toolkit.git')
  const commit = await git(['--git-dir', toolkit, 'rev-parse', 'main'])
  const odd = join(folder, 'odd.git')
  await makeRepository(odd, [
    {
      files: {
        '.gitmodules': SUBMODULES,
        'wrong.md': `---\ntitle: Wrong\n${SAYS} ${'x'.repeat(200)}\n---\n\nText.\n`,
        'empty.md': '---\ntitle: Empty\n---\n\n',
        'README.md': '# Odd\n\nSee [the other](parts/other/README.md).\n',
        'parts/other': { submodule: commit },
        far: { submodule: commit },
        'large.md': `# Large\n\n${'Word after word after word.\n'.repeat(90_000)}`,
        'binary.md': new Uint8Array([0x23, 0x20, 0x41, 0, 1, 2, 3, 0xff]),
        'pointer.md': POINTER,
        'loop.md': { link: 'loop.md' },
        'link.md': { link: 'README.md' },
        'deep/folder/note.md': '# A deep note\n',
      },
    },
  ])
  const served = { gitDir: odd, defaultBranch: 'main' }
  return [
    { ...served, name: 'gam-odd/odd' },
    { ...served, name: 'gam-odd/huge', truncateAbove: 12 },
  ]
}

let world: World
beforeAll(async () => {
  world = await startWorld({ more: oddRepositories })
})
afterAll(() => world.close())
beforeEach(() => world.github.reset())

async function open(address: string) {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url + address)
  return page
}

for (const [path, kind] of [
  ['large.md', 'too-large'],
  ['binary.md', 'binary'],
  ['pointer.md', 'large-file-storage'],
  ['loop.md', 'symbolic-link'],
] as const) {
  test(`${path} gets a designed answer and a way to GitHub`, async () => {
    const page = await open(`?gam-odd/odd/blob/HEAD/${path}`)
    const failure = page.locator('[data-failure]')
    await failure.waitFor()
    expect(await failure.getAttribute('data-failure')).toBe(kind)
    const link = failure.getByRole('link', { name: /GitHub/ })
    expect(await link.getAttribute('href')).toBe(`https://github.com/gam-odd/odd/blob/HEAD/${path}`)
    await page.context().close()
  })
}

test('an empty report says that it is', async () => {
  const page = await open('?gam-odd/odd/blob/HEAD/empty.md')
  await page.getByText('This report is empty.').waitFor()
  await page.context().close()
})

test('a symbolic link shows what it points at', async () => {
  const page = await open('?gam-odd/odd/blob/HEAD/link.md')
  await page.getByRole('heading', { level: 1, name: 'Odd' }).waitFor()
  await page.context().close()
})

test('a file in a submodule opens in its own repository, at its commit', async () => {
  const page = await open('?gam-odd/odd/blob/HEAD/README.md')
  await page.locator('.markdown a', { hasText: 'the other' }).click()
  await expect
    .poll(() => page.evaluate(() => location.search))
    .toMatch(/^\?gam-sample\/toolkit\/blob\/[0-9a-f]{40}\/README\.md$/)
  await page.locator('.markdown').waitFor()
  await page.context().close()
})

test('a submodule is listed with its folder and opens as its repository', async () => {
  const page = await open('?gam-odd/odd')
  await page.getByRole('link', { name: 'parts/other' }).click()
  await expect
    .poll(() => page.evaluate(() => location.search))
    .toMatch(/^\?gam-sample\/toolkit\/tree\/[0-9a-f]{40}$/)
  await page.locator('.entry, details').first().waitFor()
  await page.context().close()
})

test('a submodule that is not on GitHub says that it is not found', async () => {
  const page = await open('?gam-odd/odd/tree/HEAD/far')
  await page.locator('[data-failure="not-found"]').waitFor()
  await page.context().close()
})

test('a tree that GitHub cuts short is walked along the folders that are opened', async () => {
  const page = await open('?gam-odd/huge')
  await page.getByText('too large for one list').waitFor()
  expect(await page.getByText('deep note', { exact: false }).count()).toBe(0)
  await page.getByRole('button', { name: 'deep', exact: true }).click()
  await page.getByRole('button', { name: 'deep/folder' }).click()
  await page.locator('.entry', { hasText: 'note' }).first().waitFor({ state: 'attached' })
  const recursive = world.github.requests.filter((one) => one.path.includes('recursive=1'))
  expect(recursive).toHaveLength(1)
  await page.context().close()
})

test('a list fetches no file that is too large to be read, and the others', async () => {
  const page = await open('?gam-odd/odd')
  await page.getByText('Odd', { exact: true }).first().waitFor()
  await expect.poll(() => callsTo(world, 'raw').join()).toContain('binary.md')
  await quiet(world)
  expect(callsTo(world, 'raw').join()).not.toContain('large.md')
  await page.context().close()
})

test('what a report’s front matter says is quoted, and not at length', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(`${world.site.url}?gam-odd/odd/blob/HEAD/wrong.md`)
  const notice = page.locator('.notice', { hasText: 'front matter' })
  await notice.waitFor()
  const quoted = await notice.locator('code').innerText()
  expect(quoted).toContain(SAYS)
  expect(quoted.length).toBeLessThanOrEqual(120)
  expect((await notice.innerText()).replace(quoted, '').trim()).toBe(
    'A line of this report’s front matter could not be understood:',
  )
  await context.close()
})
