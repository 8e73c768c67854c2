import type { Tokens } from 'marked'
import type { MarkdownToken } from '../../model/markdown.ts'
import { splitCodeBlocks } from '../code-parts.ts'
import { makeHtml, makeParagraph, makeStrong, makeText } from '../make-tokens.ts'
import { mapLists } from '../map-tokens.ts'
import type { Rule } from '../rule.ts'

const LINE = /^[ \t]*(?::{3,}[ \t]*(?:[a-z][^\n]*)?|@tab(?::\w+)?[ \t][^\n]*)$/gim
const FENCE = /^ {0,3}(:{3,})[ \t]*(?:([a-z][\w-]*)[ \t]*([^\n]*))?(?:\n+|$)/i
/** What a site shows one at a time. */
const TABS = new Set(['tabs', 'code-tabs', 'code-group'])
/** VuePress Theme Hope's: `@tab:active Name#id`. */
const TAB = /^@tab(?::\w+)?[ \t]+([^#\n]+)/
const NOTES = new Set(['tip', 'info', 'note', 'important', 'warning', 'danger', 'caution'])
/** Nobody nests deeper, and the stack is not endless. */
const DEEPEST = 8

/** A line that opens a container, where it has a name, or closes one. */
interface Fence extends MarkdownToken {
  readonly type: 'container'
  readonly colons: number
  readonly name: string
}

/** VuePress's and VitePress's `::: tip Title` … `:::`. Of those that Gam does not know the content alone is shown. */
export const containers: Rule = {
  name: 'containers',
  mayApply: (body) => body.includes(':::'),
  // Blank lines around them make blocks of them wherever they stand.
  text: (body) =>
    splitCodeBlocks(body)
      .map(({ code, text }) => (code ? text : text.replace(LINE, '\n$&\n')))
      .join(''),
  extensions: [
    {
      name: 'container',
      level: 'block',
      tokenizer(src) {
        const [raw, colons, name, words = ''] = FENCE.exec(src) ?? []
        if (raw === undefined || !colons) return undefined
        // Docusaurus writes `:::tip[Title]`; attributes in braces are for the site.
        const title = words
          .replace(/\{[^{}]*\}[ \t]*$/, '')
          .trim()
          .replace(/^\[([^[\]]*)\]$/, '$1')
        const fence: Fence = {
          type: 'container',
          raw,
          colons: colons.length,
          name: name?.toLowerCase() ?? '',
          tokens: this.lexer.inlineTokens(title) as readonly MarkdownToken[],
        }
        return fence as unknown as Tokens.Generic
      },
    },
  ],
  tokens: (tokens) => mapLists(tokens, group),
}

interface Open {
  readonly fence: Fence
  readonly inside: MarkdownToken[]
}

function group(tokens: readonly MarkdownToken[]): readonly MarkdownToken[] {
  if (!tokens.some(isFence)) return tokens
  const root: MarkdownToken[] = []
  const open: Open[] = []
  const into = () => open.at(-1)?.inside ?? root
  const close = () => {
    const last = open.pop()
    if (last) into().push(...build(last))
  }
  for (const token of tokens) {
    if (!isFence(token)) into().push(token)
    else if (!token.name) {
      const matching = open.findLastIndex(({ fence }) => fence.colons === token.colons)
      const from =
        matching < 0 ? open.findLastIndex(({ fence }) => fence.colons < token.colons) : matching
      while (from >= 0 && open.length > from) close()
    } else if (open.length < DEEPEST) open.push({ fence: token, inside: [] })
  }
  while (open.length) close()
  return root
}

const isFence = (token: MarkdownToken): token is Fence => token.type === 'container'

function build({ fence, inside }: Open): readonly MarkdownToken[] {
  const { name, tokens: title = [] } = fence
  const words = title.length ? title : [makeText((name[0] ?? '').toUpperCase() + name.slice(1))]
  if (name === 'details') {
    return [
      makeHtml('<details>'),
      makeHtml('<summary>'),
      { type: 'text', raw: '', tokens: words },
      makeHtml('</summary>'),
      ...inside,
      makeHtml('</details>'),
    ]
  }
  if (TABS.has(name)) return inside.flatMap(withName)
  if (name === 'tab' && title.length) return [makeName(title), ...inside]
  if (!NOTES.has(name)) return inside
  return [
    {
      type: 'piece',
      raw: '',
      piece: { element: 'div', name: 'container', attributes: { 'data-gam-kind': name } },
      tokens: [
        {
          type: 'piece',
          raw: '',
          piece: { element: 'div', name: 'container-title', aside: true },
          tokens: [makeParagraph([makeStrong(words)])],
        },
        ...inside,
      ],
    },
  ]
}

/** A site writes it on the tab. */
const makeName = (words: readonly MarkdownToken[]): MarkdownToken =>
  makeParagraph([makeStrong(words)])

function withName(token: MarkdownToken): readonly MarkdownToken[] {
  if (token.type === 'code') {
    const [, name] = /\[([^[\]]+)\]/.exec((token as { lang?: string }).lang ?? '') ?? []
    return name ? [makeName([makeText(name)]), token] : [token]
  }
  const [, name] = (token.type === 'paragraph' && TAB.exec(token.text ?? '')) || []
  return name ? [makeName([makeText(name.trim())])] : [token]
}
