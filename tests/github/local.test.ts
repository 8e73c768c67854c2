import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startLocal } from './local.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gam-local-test-'))
  await writeFile(join(folder, 'a.md'), 'mine\n')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const PORTS = { GAM_PORT: '4850' }

test('without folders it serves the sample library, on the ports that follow GAM_PORT', async () => {
  const local = await startLocal([], PORTS)
  expect(local.ports).toEqual({ site: 4850, api: 4851, raw: 4852, web: 4853 })
  expect(local.github.api).toBe('http://127.0.0.1:4851')
  expect(local.token).toMatch(/^ghp_/)
  const file = `${local.github.raw}/gam-sample/summits/HEAD/README.md`
  expect((await fetch(file)).status).toBe(200)
  await local.close()
})

test('named folders are the library, also under a name of the sample’s', async () => {
  const args = ['--repo', `Me/Notes=${folder}`, `--repo=gam-sample/summits=${folder}`]
  const local = await startLocal(args, PORTS)
  expect(local.library).toMatchObject({
    sources: [{ repo: 'me/notes' }, { repo: 'gam-sample/summits' }],
  })
  for (const name of ['me/notes', 'gam-sample/summits'])
    expect(await (await fetch(`${local.github.raw}/${name}/HEAD/a.md`)).text()).toBe('mine\n')
  await local.close()
})

test('an outsider proposes an edit to a named folder, which stays as it is', async () => {
  const local = await startLocal([`--repo=me/notes=${folder}`], PORTS)
  const ask = async (asked: string, body?: object) => {
    const [method = '', path = ''] = asked.split(' ')
    const answer = await fetch(`${local.github.api}${path}`, {
      method,
      headers: { authorization: `Bearer ${local.outsidersToken}` },
      ...(body && { body: JSON.stringify(body) }),
    })
    return (await answer.json()) as { full_name: string; sha: string; number: number }
  }
  expect(local.github.web).toBe('http://127.0.0.1:4853')
  const { full_name: fork } = await ask('POST /repos/me/notes/forks', {})
  const base = (await local.github.refs(fork))['refs/heads/main']
  const tree = [{ path: 'a.md', mode: '100644', type: 'blob', content: 'theirs\n' }]
  const { sha } = await ask(`POST /repos/${fork}/git/trees`, { base_tree: base, tree })
  const made = { message: 'Mend', tree: sha, parents: [base] }
  const commit = await ask(`POST /repos/${fork}/git/commits`, made)
  await ask(`POST /repos/${fork}/git/refs`, { ref: 'refs/heads/gam/x', sha: commit.sha })
  const pull = { title: 'Mend', head: 'queequeg:gam/x', base: 'main' }
  expect(await ask('POST /repos/me/notes/pulls', pull)).toMatchObject({ number: 1 })
  expect(await local.github.diffOf('me/notes', 1)).toContain('-mine\n+theirs\n')
  expect(await readdir(folder)).toEqual(['a.md'])
  expect(await readFile(join(folder, 'a.md'), 'utf8')).toBe('mine\n')
  await local.close()
})

test('what is wrong gets a sentence', async () => {
  await expect(startLocal(['--repo', 'notes'], PORTS)).rejects.toThrow(/--repo wants OWNER\/NAME/)
  await expect(startLocal(['--repo'], PORTS)).rejects.toThrow(/--repo wants OWNER\/NAME/)
  await expect(startLocal(['--repo=a/b=/nowhere'], PORTS)).rejects.toThrow(
    /\/nowhere is not a folder/,
  )
  await expect(startLocal([], { GAM_PORT: 'x' })).rejects.toThrow(/GAM_PORT must be a number/)
})

test('a taken port is named, and nothing stays behind', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(4852, '127.0.0.1', resolve))
  const temporary = await mkdtemp(join(folder, 'tmp-'))
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = temporary
  await expect(startLocal([`--repo=a/b=${folder}`], PORTS)).rejects.toThrow(
    /^Port 4852 is taken by another program. Choose other ports with GAM_PORT/,
  )
  expect(await readdir(temporary)).toEqual([])
  if (before === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before
  await new Promise((resolve) => other.close(resolve))
  const local = await startLocal([], PORTS)
  await local.close()
})
