import { getDefaults, Lexer, Tokenizer, type Tokens } from 'marked'
import type { MarkdownToken, ParsedReport } from '../model/markdown.ts'
import { decodeEntities } from './entities.ts'
import { splitFrontMatter } from './front-matter.ts'

/** A text as GitHub's parser would read it. Never fails: what is too deep for the parser is one block of plain text. */
export function parseReport(text: string): ParsedReport {
  const front = splitFrontMatter(text)
  return { ...front, tokens: lex(front.body) }
}

/** A piece of running text: `text` is what one reads, `html` what is rendered where the two differ. */
export type TextToken = Tokens.Text & { html?: string }

class GithubTokenizer extends Tokenizer {
  // GitHub takes `pkg@1.2.3` for no address, since the last part of a domain ends in a letter.
  override url(src: string): Tokens.Link | undefined {
    const link = super.url(src)
    if (!link || !/^mailto:.*\d$/.test(link.href)) return link
    // The lexer takes any token here; given back as a whole, so that no part of it is tried again.
    return { type: 'text', raw: link.raw, text: link.text } as unknown as Tokens.Link
  }
}

function lex(body: string): readonly MarkdownToken[] {
  try {
    const lexer = new Lexer({ ...getDefaults(), gfm: true, tokenizer: new GithubTokenizer() })
    const tokens = lexer.lex(body) as readonly MarkdownToken[]
    if (body.includes('&')) tokens.forEach(decodeText)
    return tokens
  } catch {
    // marked is recursive: ten thousand nested quotes are more than the stack holds.
    return [{ type: 'code', raw: body, text: body }]
  }
}

// Only the tokens of running text hold entities; marked leaves them to the browser.
function decodeText(token: MarkdownToken): void {
  if (token.tokens && token.type !== 'image') token.tokens.forEach(decodeText)
  token.items?.forEach(decodeText)
  token.header?.forEach((cell) => cell.tokens.forEach(decodeText))
  token.rows?.forEach((row) => row.forEach((cell) => cell.tokens.forEach(decodeText)))
  if (token.type !== 'text' || token.tokens) return
  const text = token as TextToken
  if (!text.text.includes('&')) return
  text.html = text.text
  text.text = decodeEntities(text.text)
}
