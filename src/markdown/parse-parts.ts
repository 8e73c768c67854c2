import type { Lexer, Token } from 'marked'
import type { MarkdownToken, ParsedReport } from '../model/markdown.ts'
import { splitFrontMatter } from './front-matter.ts'
import { createOpenElements } from './open-elements.ts'
import { decodeEntitiesIn, prepare, unread } from './parse.ts'
import { FIRST } from './parts.ts'
import type { Rule } from './rule.ts'

export interface PartlyParsed {
  /** Where in the text without its front matter the rest begins; 0 where a rule has changed the text. */
  readonly restAt: number
  /** Its tokens are those of the beginning: at least what stands on the first screen. */
  readonly report: ParsedReport
  /** The tokens that follow; they are read now. */
  readonly rest: () => readonly MarkdownToken[]
}

/**
 * A long report, its beginning first: blocks are found in all of the text, since a definition at its end may mean a
 * link at its beginning, but the running text in them, which takes most of the time, is read part by part.
 */
export function parseInParts(
  text: string,
  rules: readonly Rule[],
  repositoryUrl: string,
): PartlyParsed {
  const { report, written, lexer, used, change } = prepare(text, rules, repositoryUrl, Infinity)
  try {
    lexer.blockTokens(report.body, lexer.tokens)
    const blocks = lexer.tokens as readonly MarkdownToken[]
    const waiting: Waiting = new Map(lexer.inlineQueue.map(({ src, tokens }) => [tokens, src]))
    const end = used.some((rule) => rule.whole) ? blocks.length : readFirst(lexer, waiting, blocks)
    const read = (part: readonly MarkdownToken[]) => {
      readInline(lexer, waiting, part)
      decodeEntitiesIn(part, report.body)
      return change(part)
    }
    const length = blocks.slice(0, end).reduce((sum, block) => sum + block.raw.length, 0)
    // Front matter that only a rule knows is text to those who ask.
    const before = splitFrontMatter(text).body.length - written.length
    return {
      report: { ...report, tokens: read(blocks.slice(0, end)) },
      restAt: report.body === written ? before + length : 0,
      rest: () => read(blocks.slice(end)),
    }
  } catch {
    // As in `parseReport`.
    return { report: unread(report), restAt: report.body.length, rest: () => [] }
  }
}

/** How many blocks make up the first part: it ends where all elements of raw HTML are closed. */
function readFirst(lexer: Lexer, waiting: Waiting, blocks: readonly MarkdownToken[]): number {
  const open = createOpenElements()
  let length = 0
  for (const [index, block] of blocks.entries()) {
    readInline(lexer, waiting, [block])
    open.see(block)
    length += block.raw.length
    if (length >= FIRST && open.none()) return index + 1
  }
  return blocks.length
}

type Waiting = Map<unknown, string>

/** Reads the running text in these blocks. */
function readInline(lexer: Lexer, waiting: Waiting, blocks: readonly MarkdownToken[]): void {
  const read = (tokens: readonly MarkdownToken[]): void => {
    const text = waiting.get(tokens)
    if (text === undefined) return tokens.forEach(readIn)
    waiting.delete(tokens)
    lexer.inlineTokens(text, tokens as Token[])
  }
  const readIn = (token: MarkdownToken): void => {
    if (token.tokens) read(token.tokens)
    token.items?.forEach(readIn)
    for (const row of [token.header ?? [], ...(token.rows ?? [])]) {
      row.forEach((cell) => read(cell.tokens))
    }
  }
  blocks.forEach(readIn)
}
