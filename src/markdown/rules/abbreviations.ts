import type { Tokens } from 'marked'
import type { MarkdownToken } from '../../model/markdown.ts'
import { makeHtml } from '../make-tokens.ts'
import { mapLists, mapTokens } from '../map-tokens.ts'
import type { Rule } from '../rule.ts'
import { splitText } from '../split-text.ts'

const DEFINITION = /^ {0,3}\*\[([^\][\n]{1,100})\]:[ \t]*([^\n]{0,500})(?:\n+|$)/
const NAME = 'abbreviation'
const MOST_DEFINED = 200
/** Nobody looks up more. */
const MOST_MARKED = 2000

/** kramdown's and PHP Markdown Extra's `*[HTML]: Hypertext Markup Language`: said where the word stands. */
export const abbreviations: Rule = {
  name: 'abbreviations',
  whole: true,
  mayApply: (body) => /^ {0,3}\*\[[^\][\n]{1,100}\]:/m.test(body),
  extensions: [
    {
      name: NAME,
      level: 'block',
      // A definition ends a paragraph. No further than that is looked, or many paragraphs would take quadratic time.
      start: (src) => src.slice(0, 5000).match(/\n {0,3}\*\[[^\][\n]{1,100}\]:/)?.index,
      tokenizer(src) {
        const [raw, text, title = ''] = DEFINITION.exec(src) ?? []
        if (raw === undefined) return undefined
        return { type: NAME, raw, text, title: title.trim() } as unknown as Tokens.Generic
      },
    },
  ],
  tokens(tokens) {
    const meanings = new Map<string, string>()
    mapTokens(tokens, (token) => {
      if (token.type === NAME && meanings.size < MOST_DEFINED) {
        meanings.set(token.text ?? '', token.title ?? '')
      }
      return [token]
    })
    if (!meanings.size) return tokens
    const sign = new RegExp(
      `(?<![\\p{L}\\p{N}_])(?:${[...meanings.keys()].map(escapeSign).join('|')})(?![\\p{L}\\p{N}_])`,
      'gu',
    )
    let left = MOST_MARKED
    return mapLists(tokens, (list) =>
      list.flatMap((token) => {
        if (token.type === NAME) return []
        if (token.type !== 'text' || token.tokens) return [token]
        return splitText(token, sign, ([raw]) =>
          left-- > 0 ? { type: NAME, raw, text: raw } : undefined,
        ).flatMap((part) =>
          part.type === NAME ? mark(part, meanings.get(part.raw) ?? '') : [part],
        )
      }),
    )
  },
}

const mark = (word: MarkdownToken, meaning: string): MarkdownToken[] => [
  makeHtml(meaning ? `<abbr title="${escape(meaning)}">` : '<abbr>'),
  { ...word, type: 'text' },
  makeHtml('</abbr>'),
]

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
const escapeSign = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
