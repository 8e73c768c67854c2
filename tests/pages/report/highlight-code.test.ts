// @vitest-environment jsdom
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Gam } from '../../../src/commands/gam.ts'
import type { OpenedReport } from '../../../src/commands/reading/open-report.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { highlightCode } from '../../../src/pages/report/highlight-code.ts'
import { highlight } from '../../../src/pages/report/highlighter.ts'
import { show } from '../../markdown/show.ts'

const GO = 'package main // said\n\nfunc main() { print("<b>&") }\n'

const enlivened = (text: string) => {
  const page = show(parseReport(text))
  return { page, stop: highlightCode(page, {} as Gam, {} as OpenedReport) }
}
const namesIn = (code: ParentNode) =>
  [...code.querySelectorAll('[data-gam]')].map((one) => one.getAttribute('data-gam'))
const wait = () => new Promise((resolve) => setTimeout(resolve, 50))

test('code has its parts marked, and its text is untouched', async () => {
  const { page } = enlivened('```go\n' + GO + '```\n\n```sh\necho "$HOME"\n```')
  await expect.poll(() => page.querySelectorAll('code:has([data-gam])').length).toBe(2)
  const [go, shell] = page.querySelectorAll('code')
  expect(go?.textContent).toBe(GO)
  expect(go?.querySelector('[data-gam="hl-keyword"]')?.textContent).toBe('package')
  expect(go?.querySelector('[data-gam="hl-comment"]')?.textContent).toBe('// said')
  expect(go?.querySelector('[data-gam="hl-string"]')?.textContent).toBe('"<b>&"')
  expect(namesIn(shell ?? page)).toContain('hl-string')
})

test('languages in languages', async () => {
  const html = await highlight('<style>a { color: red }</style>', 'html')
  expect(html?.textContent).toBe('<style>a { color: red }</style>')
  expect(namesIn(html ?? document)).toContain('hl-attribute')
})

test('the languages that reports are written about, by the names that people use', async () => {
  const names =
    'go golang bash sh shell console yaml yml json toml ini dockerfile Dockerfile docker diff patch ' +
    'javascript js typescript ts python py rust rs c makefile make xml html css sql ruby rb java ' +
    'awk bat c++ C++ cc clojure cmake cpp c# csharp cs dart elixir erlang f# gradle graphql groovy haskell hs hcl http ' +
    'julia kotlin kt latex less lisp lua markdown md nginx nix objective-c ocaml perl php powershell ps1 proto protobuf ' +
    'properties r scala scss swift terraform tf vim zig jsonc json5 tsx jsx svg shellsession zsh'
  for (const name of names.split(' '))
    expect((await highlight('x', name))?.textContent, name).toBe('x')
  for (const name of ['brainfuck', 'constructor', '__proto__'])
    expect(await highlight('x', name), name).toBeUndefined()
})

test('HCL and Zig, for which highlight.js has no grammars', async () => {
  const hcl = await highlight(
    'resource "aws_vpc" "main" {\n  # said\n  cidr = "10.0.0.0/${var.bits + 8}"\n  on   = true\n' +
      '  text = <<EOT\nsaid\nEOT\n  tags = merge(local.tags, { a = 1 })\n}\n',
    'terraform',
  )
  expect(marked(hcl, 'keyword')).toEqual(['resource'])
  expect(marked(hcl, 'attr')).toEqual(['cidr', 'on', 'text', 'tags', 'a'])
  expect(marked(hcl, 'string').slice(2)).toEqual(['"10.0.0.0/${var.bits + 8}"', '<<EOT\nsaid\nEOT'])
  expect(marked(hcl, 'built_in')).toEqual(['merge'])
  const zig = await highlight(
    'const std = @import("std");\npub fn main() !void { // said\n  const x: u8 = 0x1f;\n  _ = \'\\n\';\n}\n',
    'zig',
  )
  expect(marked(zig, 'keyword')).toEqual(['const', 'pub', 'fn', 'const'])
  expect(marked(zig, 'built_in')).toEqual(['@import'])
  expect(marked(zig, 'title')).toEqual(['main'])
  expect(marked(zig, 'type')).toEqual(['void', 'u8'])
  expect(marked(zig, 'number')).toEqual(['0x1f'])
  expect(marked(zig, 'string')).toEqual(['"std"', "'\\n'"])
})

const marked = (code: DocumentFragment | undefined, name: string) =>
  [...(code?.querySelectorAll(`[data-gam="hl-${name}"]`) ?? [])].map((one) => one.textContent)

test('neither what is too long nor what its author has marked up, nor twice', async () => {
  const long = enlivened('```go\n' + 'var x = 1\n'.repeat(10_001) + '```')
  const block = enlivened('```go\n' + 'var x = 1\n'.repeat(1_001) + '```')
  const own = enlivened('<pre><code class="language-go">var <b>x</b></code></pre>')
  const twice = enlivened('```go\n' + GO + '```')
  await wait()
  const before = twice.page.innerHTML
  highlightCode(twice.page, {} as Gam, {} as OpenedReport)
  await wait()
  expect(long.page.querySelector('code > *')).toBeNull()
  expect(block.page.querySelector('code > *')).toBeNull()
  expect(own.page.querySelector('code')?.innerHTML).toBe('var <b>x</b>')
  expect(before).toContain('hl-keyword')
  expect(twice.page.innerHTML).toBe(before)
})

test('nothing more once the report is gone', async () => {
  const { page, stop } = enlivened('```go\nvar x\n```\n\n```go\nvar x\n```')
  stop()
  await wait()
  expect(page.querySelectorAll('code')[1]?.childElementCount).toBe(0)
})

test('every colour of code is readable on its ground, in every theme', () => {
  const tokens = readFileSync('src/look/tokens.css', 'utf8')
  const used = new Set(
    readFileSync('src/look/highlight.css', 'utf8').match(/(?<=color: var\()--\w+/g),
  )
  const themes = tokens.split('}').filter((block) => block.includes('--raised:'))
  expect(themes.length).toBeGreaterThanOrEqual(4)
  const light = colours(themes[0] ?? '')
  for (const theme of themes) {
    const all = { ...light, ...colours(theme) }
    for (const name of [...used, '--ink']) {
      expect(contrast(all[name], all['--raised']), `${name} in ${theme}`).toBeGreaterThan(4.5)
    }
  }
})

const colours = (css: string): Record<string, string> =>
  Object.fromEntries(
    [...css.matchAll(/(--\w+): (#\w{6})/g)].map(([, name, value]) => [name, value]),
  )

function contrast(one = '', other = ''): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
