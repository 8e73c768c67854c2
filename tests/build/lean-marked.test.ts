import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import * as whole from 'marked'
import { expect, test } from 'vitest'
import { leanMarked } from '../../src/build/lean-marked.ts'

type Marked = Pick<typeof whole, 'Lexer' | 'Parser' | 'getDefaults'>

const FILE = 'node_modules/marked/lib/marked.esm.js'

async function lean(): Promise<{ code: string; marked: Marked }> {
  const { transform } = leanMarked() as {
    transform: (code: string, id: string) => { code: string } | null
  }
  const made = transform(await readFile(FILE, 'utf8'), `/${FILE}`)
  if (!made) throw new Error('marked looks different: it would be taken whole')
  const address = `data:text/javascript;base64,${Buffer.from(made.code).toString('base64')}`
  return { code: made.code, marked: (await import(/* @vite-ignore */ address)) as Marked }
}

function render({ Lexer, Parser, getDefaults }: Marked, text: string): string {
  const options = getDefaults()
  return new Parser(options).parse(new Lexer(options).lex(text))
}

const PIECES = fc.constantFrom(
  ...['*', '_', '**', '`', '``', '\n', '\n\n', '- ', '1. ', '> ', '    ', '\t', '#', ' ', 'a', 'é'],
  ...[
    '<a>',
    '</a>',
    '[x](y)',
    '[x]',
    '[x]: y\n',
    '![',
    '](',
    ')',
    '~~',
    '|',
    '|-|\n',
    '\\',
    '&amp;',
  ],
  ...['http://a.b', 'www.a.b', 'a@b.c', '  \n', '---\n', '===\n', '```\n', '- [ ] ', '<div>\n'],
)

test('marked without what Gam never asks for reads every text alike, and is smaller', async () => {
  const { code, marked } = await lean()
  expect(code.length).toBeLessThan((await readFile(FILE, 'utf8')).length - 1500)
  expect(code).not.toMatch(/pedantic\w+:/)
  const readme = await readFile('node_modules/marked/README.md', 'utf8')
  expect(render(marked, readme)).toBe(render(whole, readme))
  fc.assert(
    fc.property(fc.array(PIECES, { minLength: 3, maxLength: 20 }), (pieces) => {
      const text = pieces.join('')
      expect(render(marked, text)).toBe(render(whole, text))
    }),
    { numRuns: 3000 },
  )
})
