import {
  getDefaults,
  Lexer,
  type MarkedOptions,
  type TokenizerExtension,
  type Tokens,
} from 'marked'
import type { MarkdownToken, ParsedReport } from '../model/markdown.ts'
import { decodeEntities } from './entities.ts'
import { splitFrontMatter } from './front-matter.ts'
import { GithubTokenizer } from './github-tokenizer.ts'
import type { Rule } from './rule.ts'

type MarkedExtensions = NonNullable<MarkedOptions['extensions']>

/**
 * A text as GitHub's parser would read it, and as the rules add to it. Never fails: what is too deep for the parser, or
 * takes it until after `until` (in the time of `performance.now()`), is one block of plain text.
 */
export function parseReport(
  text: string,
  rules: readonly Rule[] = [],
  repositoryUrl?: string,
  until = Infinity,
): ParsedReport {
  const { body: written, ...front } = splitFrontMatter(text)
  const notices: string[] = []
  const context = {
    frontMatter: front.frontMatter,
    ...(repositoryUrl !== undefined && { repositoryUrl }),
    notice: (text: string) => void notices.push(text),
  }
  const used = rules.filter((rule) => rule.mayApply(written))
  const body = used.reduce((body, rule) => rule.text?.(body, context) ?? body, written)
  const change = (tokens: readonly MarkdownToken[]) =>
    used.reduce((tokens, rule) => rule.tokens?.(tokens, context) ?? tokens, tokens)
  const extensions = used.flatMap((rule) => rule.extensions ?? [])
  const tokens = lex(body, extensions, change, until)
  const unread: MarkdownToken[] = [{ type: 'code', raw: body, text: body }]
  return { ...front, notices, body, tokens: tokens ?? unread, ...(!tokens && { unread: true }) }
}

/** A piece of running text: `text` is what one reads, `html` what is rendered where the two differ. */
export type TextToken = Tokens.Text & { html?: string }

function lex(
  body: string,
  extensions: readonly Extension[],
  change: (tokens: readonly MarkdownToken[]) => readonly MarkdownToken[],
  until: number,
): readonly MarkdownToken[] | undefined {
  try {
    const lexer = new Lexer({
      ...getDefaults(),
      gfm: true,
      tokenizer: new GithubTokenizer(until),
      ...(extensions.length && { extensions: lexerExtensions(extensions) }),
    })
    const tokens = lexer.lex(body.replaceAll('\0', '\ufffd')) as readonly MarkdownToken[]
    if (body.includes('&')) tokens.forEach(decodeText)
    return change(tokens)
  } catch {
    // marked and the rules are recursive: ten thousand nested quotes are more than the stack holds. Or it took too long.
    return undefined
  }
}

type Extension = NonNullable<Rule['extensions']>[number]

/** As marked's own `use` would arrange them. */
function lexerExtensions(extensions: readonly Extension[]): MarkedExtensions {
  const of = (level: 'block' | 'inline') =>
    extensions.filter((one): one is TokenizerExtension => 'level' in one && one.level === level)
  const starts = (level: 'block' | 'inline') =>
    of(level).flatMap((one) => (one.start ? [one.start] : []))
  return {
    renderers: {},
    childTokens: {},
    block: of('block').map((one) => one.tokenizer),
    inline: of('inline').map((one) => one.tokenizer),
    startBlock: starts('block'),
    startInline: starts('inline'),
  } as unknown as MarkedExtensions
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
