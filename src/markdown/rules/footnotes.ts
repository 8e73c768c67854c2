import type { Lexer, TokenizerExtension } from 'marked'
import type { MarkdownToken } from '../../model/markdown.ts'
import { PREFIX } from '../allowlist.ts'
import { mapTokens } from '../map-tokens.ts'
import { makeText } from '../make-tokens.ts'
import type { Rule } from '../rule.ts'
import { readDefinition } from './footnote-definition.ts'

const LABEL = 'footnote-label'
const DEFINITION = 'footnote-definition'
const REFERENCE = 'footnote'
/** Each is a link there and one back; nobody follows more. */
const MOST_REFERENCES = 2000

/** The labels defined in the text that a lexer reads: it reads all blocks before any running text. */
const defined = new WeakMap<Lexer, Set<string>>()

const definition: TokenizerExtension = {
  name: 'footnote definition',
  level: 'block',
  // A definition ends a paragraph. No further than that is looked, or many paragraphs would take quadratic time.
  start: (src) => src.slice(0, 5000).match(/\n {0,3}\[\^[^\][\s]+\]:/)?.index,
  tokenizer(src) {
    const found = readDefinition(src)
    if (!found) return undefined
    const lexer = this.lexer as Lexer
    const key = keyOf(found.label)
    const labels = defined.get(lexer) ?? new Set()
    defined.set(lexer, labels.add(key))
    const { top } = lexer.state
    lexer.state.top = true
    const tokens = lexer.blockTokens(found.text, [])
    lexer.state.top = top
    return {
      type: 'piece',
      raw: found.raw,
      text: found.label,
      piece: { element: 'div', name: DEFINITION },
      tokens,
    }
  },
}

const reference: TokenizerExtension = {
  name: 'footnote',
  level: 'inline',
  tokenizer(src) {
    const [raw, label] = /^\[\^([^\][\s]+)\]/.exec(src) ?? []
    const lexer = this.lexer as Lexer
    if (!raw || !label || lexer.state.inLink || !defined.get(lexer)?.has(keyOf(label))) return
    if (src[raw.length] === '(' && this.lexer.options.tokenizer?.link(src)) return
    return {
      type: 'piece',
      raw,
      text: label,
      piece: { element: 'span', name: REFERENCE },
      tokens: [],
    }
  },
}

/** GitHub's `[^1]` and `[^1]: …`, gathered at the end in the order in which the text first speaks of them. */
export const footnotes: Rule = {
  name: 'footnotes',
  whole: true,
  mayApply: (body) => body.includes('[^'),
  extensions: [definition, reference],
  tokens(tokens) {
    const notes = new Map<string, Note>()
    mapTokens(tokens, (token) => {
      if (token.piece?.name !== DEFINITION) return [token]
      const label = token.text ?? ''
      const key = keyOf(label)
      if (!notes.has(key)) notes.set(key, { label, number: 0, references: 0 })
      return [token]
    })
    return gather(tokens, notes)
  },
}

interface Note {
  readonly label: string
  tokens?: readonly MarkdownToken[]
  number: number
  references: number
}

function gather(
  tokens: readonly MarkdownToken[],
  notes: ReadonlyMap<string, Note>,
): readonly MarkdownToken[] {
  const used: Note[] = []
  let left = MOST_REFERENCES
  const text = mapTokens(tokens, (token) => {
    if (!token.piece) return [token]
    const note = notes.get(keyOf(token.text ?? ''))
    if (token.piece.name === REFERENCE && note) {
      if (left-- <= 0) return [makeText(token.raw)]
      if (!note.references++) note.number = used.push(note)
      return [{ ...token, piece: { ...token.piece, aside: true }, tokens: referenceTo(note) }]
    }
    if (token.piece.name !== DEFINITION) return [token]
    // Of two of one name the first counts.
    if (note) note.tokens ??= token.tokens ?? []
    return []
  })
  return used.length ? [...text, section(used)] : text
}

function referenceTo(note: Note): MarkdownToken[] {
  const id = idOf(note, note.references)
  return [
    html(
      `<sup><a href="#${hrefOf(`fn-${note.label}`)}" id="${escape(id)}" aria-describedby="${LABEL}">`,
    ),
    makeText(String(note.number)),
    html('</a></sup>'),
  ]
}

function section(notes: readonly Note[]): MarkdownToken {
  const label: MarkdownToken = {
    type: 'piece',
    raw: '',
    piece: {
      element: 'div',
      name: LABEL,
      aside: true,
      attributes: { id: PREFIX + LABEL, role: 'heading', 'aria-level': '2' },
    },
    tokens: [makeText('Footnotes')],
  }
  return {
    type: 'piece',
    raw: '',
    piece: { element: 'div', name: 'footnotes', attributes: { role: 'doc-endnotes' } },
    tokens: [label, html('<ol>'), ...notes.flatMap(item), html('</ol>')],
  }
}

function item(note: Note): MarkdownToken[] {
  const back = Array.from({ length: note.references }, (_, at) => backTo(note, at + 1))
  const tokens = note.tokens ?? []
  const last = tokens.at(-1)
  const closed =
    last?.type === 'paragraph'
      ? [...tokens.slice(0, -1), { ...last, tokens: [...(last.tokens ?? []), ...back] }]
      : [...tokens, ...back]
  return [html(`<li id="${escape(`fn-${note.label}`)}">`), ...closed, html('</li>')]
}

function backTo(note: Note, at: number): MarkdownToken {
  const name = at > 1 ? `${note.number}-${at}` : note.number
  const mark = at > 1 ? `↩<sup>${at}</sup>` : '↩'
  const href = hrefOf(idOf(note, at))
  return html(` <a href="#${href}" aria-label="Back to reference ${name}">${mark}</a>`)
}

const idOf = (note: Note, at: number): string => `fnref-${note.label}${at > 1 ? `-${at}` : ''}`
const keyOf = (label: string): string => label.toLowerCase()
const hrefOf = (id: string): string => escape(encodeURIComponent(id))
const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
const html = (raw: string): MarkdownToken => ({ type: 'html', raw, text: raw })
