import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { formatPatch, type PatchedFile } from '../../src/merging/format-patch.ts'

/** What the files hold after Git has applied the patch in a new repository. */
function applied(files: readonly PatchedFile[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'gam-patch-'))
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'core.autocrlf=false', ...args], { cwd: folder, stdio: 'pipe' })
  try {
    git('init', '-q')
    for (const { path, before } of files) {
      if (before === undefined) continue
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), before)
    }
    writeFileSync(join(folder, 'edit.patch'), formatPatch(files))
    git('apply', '--check', 'edit.patch')
    git('apply', 'edit.patch')
    return files.map(({ path }) =>
      existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : 'missing',
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const long = Array.from({ length: 40 }, (_, at) => `line ${at}\n`).join('')

test.each<[string, readonly PatchedFile[]]>([
  ['a changed line', [{ path: 'a.md', before: long, after: long.replace('line 20', 'other') }]],
  [
    'several hunks',
    [
      {
        path: 'a.md',
        before: long,
        after: long.replace('line 1\n', '').replace('line 30', 'x\ny'),
      },
    ],
  ],
  ['a new file', [{ path: 'minutes/new.md', after: '# New\n\ntext' }]],
  ['an empty new file', [{ path: 'empty.md', after: '' }]],
  ['a file that becomes empty', [{ path: 'a.md', before: 'a\n', after: '' }]],
  ['a file that was empty', [{ path: 'a.md', before: '', after: 'a\n' }]],
  ['no final newline before', [{ path: 'a.md', before: 'a\nb', after: 'a\nb\n' }]],
  ['no final newline after', [{ path: 'a.md', before: 'a\nb\n', after: 'a\nb' }]],
  ['no final newline at all', [{ path: 'a.md', before: 'a\nb', after: 'A\nb' }]],
  [
    'CRLF and a byte order mark',
    [{ path: 'a.md', before: '\ufeffa\r\nb\r\n', after: '\ufeffa\r\nc\r\n' }],
  ],
  ['mixed line ends', [{ path: 'a.md', before: 'a\rb\r\nc\n\n', after: 'a\rb\nc\n\r\n' }]],
  ['a name with spaces', [{ path: 'my notes/a b.md', before: 'a\n', after: 'b\n' }]],
  ['a name in another script', [{ path: 'Протокол/鯨.md', before: 'a\n', after: 'b\n' }]],
  ['a name to be quoted', [{ path: 'a "b"\t\\c.md', after: 'b\n' }]],
  [
    'several files',
    [
      { path: 'a.md', before: 'a\n', after: 'b\n' },
      { path: 'b/new.md', after: 'new\n' },
      { path: 'c.md', before: long, after: `${long}more` },
    ],
  ],
])('Git applies %s', (_, files) => {
  expect(applied(files)).toEqual(files.map((file) => file.after))
})

test('a file that did not change is left out', () => {
  expect(formatPatch([{ path: 'a.md', before: 'a\n', after: 'a\n' }])).toBe('')
})
