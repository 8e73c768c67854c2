import type { MarkdownToken } from '../model/markdown.ts'
import { createOpenElements } from './open-elements.ts'

/** A stretch of a long report that is rendered by itself. */
export interface Part {
  readonly tokens: readonly MarkdownToken[]
  /** Characters of Markdown. */
  readonly length: number
  /** It goes on in the middle of the part before. */
  readonly continues: boolean
}

export interface Parts {
  readonly parts: readonly Part[]
  /** Some block was more than a page can bear, and is shown as the text it was written as. */
  readonly cut: boolean
}

/** Characters of Markdown: rendering a part of them keeps the page busy for much less than a tenth of a second. */
export const FIRST = 12_000
const NEXT = 30_000
/** An element of raw HTML that is open for longer is closed at the end of its part. */
const LONGEST = 4 * NEXT
/** A single table or piece of HTML that is longer is no reading matter. */
const LONGEST_BLOCK = 200_000
/** Lines, tags and cells of such a block; and elements in its running text. */
const MOST_IN_BLOCK = 20_000
/** Elements that a browser would have to open again for one block. */
const MOST_ELEMENTS = 100_000
/** Lines, of text and of HTML, in all of a report; and elements in its running text. */
const MOST_LINES = 60_000
/** As many characters of text have the room of an element that a rule has made. */
const ROOM = 400
/** In one part of text as it was written. */
const MOST_PLAIN_LINES = 1000

/**
 * A long report in parts that can be rendered one after another. They end between blocks, and where it can be where
 * every element of raw HTML is closed: the sanitizer closes what is open at a part's end.
 */
export function splitParts(tokens: readonly MarkdownToken[]): Parts {
  const parts: Part[] = []
  let part: MarkdownToken[] = []
  let length = 0
  let lines = 0
  let allLines = 0
  let allInline = 0
  let cut = false
  let continues = false
  let open = createOpenElements()

  function end(): void {
    if (part.length) parts.push({ tokens: part, length, continues })
    part = []
    length = lines = 0
    continues = false
    open = createOpenElements()
  }

  for (const token of tokens) {
    for (const [index, piece] of piecesOf(token).entries()) {
      if (index) {
        end()
        continues = true
      }
      const own = linesOf(piece)
      open.see(piece)
      // A browser opens what was not closed again in every block that follows.
      if (part.length && open.formatting() * (lines + own) > MOST_ELEMENTS) {
        end()
        open.see(piece)
      }
      const inline = inlineIn(piece)
      allLines += own
      allInline += inline
      const isTooMuch =
        Math.max(allLines, allInline) > MOST_LINES ||
        inline > MOST_IN_BLOCK ||
        open.formatting() * own > MOST_ELEMENTS ||
        (piece.type !== 'code' &&
          own > 0 &&
          (own > MOST_IN_BLOCK || piece.raw.length > LONGEST_BLOCK))
      if (isTooMuch) {
        cut = true
        open = createOpenElements()
      }
      part.push(...(isTooMuch ? asWritten(piece.raw) : [piece]))
      length += lengthOf(piece)
      lines += own
      const limit = parts.length ? NEXT : FIRST
      if (length >= limit && (open.none() || length >= LONGEST)) end()
    }
  }
  end()
  return { parts, cut }
}

/** A text as it was written, in parts. */
export function plainParts(text: string): readonly Part[] {
  return asWritten(text).map((token, index) => ({
    tokens: [token],
    length: token.raw.length,
    continues: index > 0,
  }))
}

/** As much as it is written with; of what a rule has made, as a player's place, what it holds and its room. */
const lengthOf = ({ raw, tokens = [], items = [] }: MarkdownToken): number =>
  raw.length || [...tokens, ...items].reduce((sum, token) => sum + lengthOf(token), ROOM)

/** What lines, elements and cells a browser may make of it, at most. */
const linesOf = ({ type, raw }: MarkdownToken): number =>
  type === 'space' ? 0 : raw.split(type === 'table' ? /[\n<|]/ : /[\n<]/).length

const INLINE = /^(?:em|strong|del|codespan|link|image|html|br|piece)$/

/** How many elements stand in a block's running text. */
function inlineIn({ tokens = [], items = [], header = [], rows = [] }: MarkdownToken): number {
  let count = 0
  const add = (token: MarkdownToken) => {
    count += inlineIn(token) + (INLINE.test(token.type) ? 1 : 0)
  }
  tokens.forEach(add)
  items.forEach(add)
  for (const row of [header, ...rows]) row.forEach((cell) => cell.tokens.forEach(add))
  return count
}

const code = (text: string): MarkdownToken => ({ type: 'code', raw: text, text })

/** Blocks of code; a line that is longer than any screen shows is cut. */
function asWritten(text: string): MarkdownToken[] {
  const blocks: string[] = []
  let block: string[] = []
  let length = 0
  for (const line of text.match(LINE) ?? []) {
    if (length + line.length > NEXT || block.length >= MOST_PLAIN_LINES) {
      blocks.push(block.join(''))
      block = []
      length = 0
    }
    block.push(line)
    length += line.length
  }
  return [...blocks, block.join('')].filter(Boolean).map(code)
}

/** A line with its end, or as much of it as any screen shows. */
const LINE = /[^\n]{1,10000}\n?|\n/g

/** Lists by their items and code by its lines, where they are long. */
function piecesOf(token: MarkdownToken): MarkdownToken[] {
  if (token.raw.length <= NEXT) return [token]
  if (token.type === 'code') {
    const { lang } = token as { lang?: string }
    // A diagram is one or none.
    if (/^(?:mermaid|math)\b/i.test(lang ?? '')) return [token]
    return asWritten(token.text ?? '').map((piece) =>
      lang ? Object.assign(piece, { lang }) : piece,
    )
  }
  if (token.type === 'list' && token.items) return piecesOfList(token, token.items)
  return [token]
}

function piecesOfList(list: MarkdownToken, items: readonly MarkdownToken[]): MarkdownToken[] {
  const { start } = list as { start?: number | '' }
  const pieces: MarkdownToken[] = []
  let from = 0
  let raw = ''
  items.forEach((item, index) => {
    raw += item.raw
    if (raw.length < NEXT && index < items.length - 1) return
    const piece = { ...list, raw, items: items.slice(from, index + 1) }
    pieces.push(typeof start === 'number' ? Object.assign(piece, { start: start + from }) : piece)
    from = index + 1
    raw = ''
  })
  return pieces
}
