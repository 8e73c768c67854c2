import type { Lexer, Tokens } from 'marked'
import type { MarkdownToken } from '../../model/markdown.ts'
import { makeHtml } from '../make-tokens.ts'
import { mapLists } from '../map-tokens.ts'
import type { Rule } from '../rule.ts'
import { readDefinitions } from './definition-entries.ts'

/** kramdown's, Pandoc's and Hugo's definition lists: a term, and below it `: what it means`. */
export const definitionLists: Rule = {
  name: 'definition lists',
  mayApply: (body) => /\n {0,3}:[ \t]/.test(body),
  extensions: [
    {
      name: 'definitions',
      level: 'block',
      tokenizer(src) {
        const { entries, raw } = readDefinitions(src)
        if (!entries.length) return undefined
        const lexer = this.lexer as Lexer
        const tokens = entries.flatMap(({ terms, definitions }) => [
          ...terms.flatMap((term) => wrap('dt', [runningText(lexer, term)])),
          ...definitions.flatMap((words) =>
            wrap('dd', words.includes('\n\n') ? blocks(lexer, words) : [runningText(lexer, words)]),
          ),
        ])
        return { type: 'definitions', raw, tokens } as unknown as Tokens.Generic
      },
    },
  ],
  tokens: (tokens) =>
    mapLists(tokens, (list) =>
      list.flatMap((token) =>
        token.type === 'definitions'
          ? [makeHtml('<dl>'), ...(token.tokens ?? []), makeHtml('</dl>')]
          : [token],
      ),
    ),
}

const wrap = (name: 'dt' | 'dd', tokens: readonly MarkdownToken[]): MarkdownToken[] => [
  makeHtml(`<${name}>`),
  ...tokens,
  makeHtml(`</${name}>`),
]

/** Read once all blocks are known: a link may be defined below. */
const runningText = (lexer: Lexer, words: string): MarkdownToken => ({
  type: 'text',
  raw: words,
  text: words,
  tokens: lexer.inline(words, []) as unknown as readonly MarkdownToken[],
})

const blocks = (lexer: Lexer, text: string): readonly MarkdownToken[] =>
  lexer.blockTokens(text, []) as unknown as readonly MarkdownToken[]
