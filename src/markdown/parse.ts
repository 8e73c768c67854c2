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
  const { report, lexer, change } = prepare(text, rules, repositoryUrl, until)
  try {
    const tokens = lexer.lex(report.body) as readonly MarkdownToken[]
    decodeEntitiesIn(tokens, report.body)
    return { ...report, tokens: change(tokens) }
  } catch {
    // marked and the rules are recursive: ten thousand nested quotes are more than the stack holds. Or it took too long.
    return unread(report)
  }
}

/** A piece of running text: `text` is what one reads, `html` what is rendered where the two differ. */
export type TextToken = Tokens.Text & { html?: string }

/** All that is done before a text's first token is read. */
export function prepare(
  text: string,
  rules: readonly Rule[],
  repositoryUrl: string | undefined,
  until: number,
) {
  const { body: written, ...front } = rules[0]?.split?.(text) ?? splitFrontMatter(text)
  const notices: string[] = []
  const context = {
    frontMatter: front.frontMatter,
    ...(repositoryUrl !== undefined && { repositoryUrl }),
    notice: (text: string) => void notices.push(text),
  }
  const used = rules.filter((rule) => rule.mayApply(written))
  const body = used
    .reduce((body, rule) => rule.text?.(body, context) ?? body, written)
    .replaceAll('\0', '\ufffd')
  const extensions = used.flatMap((rule) => rule.extensions ?? [])
  return {
    report: { ...front, notices, body, tokens: [] },
    /** The text without its front matter, before any rule. */
    written,
    used,
    lexer: new Lexer({
      ...getDefaults(),
      gfm: true,
      tokenizer: new GithubTokenizer(until),
      ...(extensions.length && { extensions: lexerExtensions(extensions) }),
    }),
    change: (tokens: readonly MarkdownToken[]) =>
      used.reduce((tokens, rule) => rule.tokens?.(tokens, context) ?? tokens, tokens),
  }
}

/** The report as the text that it was written as. */
export const unread = (report: ParsedReport): ParsedReport => ({
  ...report,
  tokens: [{ type: 'code', raw: report.body, text: report.body }],
  unread: true,
})

/** Only the tokens of running text hold entities; marked leaves them to the browser. */
export function decodeEntitiesIn(tokens: readonly MarkdownToken[], body: string): void {
  if (body.includes('&')) tokens.forEach(decodeText)
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
