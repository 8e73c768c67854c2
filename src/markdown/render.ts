import { getDefaults, Parser, Renderer, type Token, type Tokens } from 'marked'
import type { Heading } from '../model/facts.ts'
import type { MarkdownToken, ParsedReport } from '../model/markdown.ts'
import { createVisitor } from './visitor.ts'
import { createPieces } from './pieces.ts'
import { sanitize } from './sanitize.ts'
import type { TextToken } from './parse.ts'

/** Where a report's links and pictures lead; asked for each as it is written. */
export interface RenderOptions {
  link(href: string): LinkTarget
  picture(src: string): PictureTarget
  /** The opening heading where it stands above the report: its id counts among those of the others. */
  readonly titleHeading?: string | undefined
}

interface LinkTarget {
  readonly href: string
  readonly kind: 'gam' | 'external' | 'heading' | 'dead'
}

type PictureTarget =
  /** Shown later by Gam, which finds it by this key. */
  | { readonly kind: 'repository'; readonly key: string }
  | { readonly kind: 'elsewhere'; readonly url: string }
  /** From elsewhere, and not asked for without the reader's word. */
  | { readonly kind: 'withheld'; readonly url: string }
  | { readonly kind: 'none' }

export interface Rendered {
  /** For `{@html}` alone; a string only where the browser knows no Trusted Types. */
  readonly html: TrustedHTML | string
  readonly headings: readonly Heading[]
  /** The element id for the heading that stands above the report. */
  readonly titleId?: string | undefined
  /** The hosts of withheld pictures, without repeats. */
  readonly withheld: readonly string[]
  readonly withheldCount: number
}

class GithubRenderer extends Renderer {
  // The blank lines after it, which count where a `<pre>` is open.
  override html(token: Tokens.HTML | Tokens.Tag): string {
    return super.html(token) + (token.block ? '\n' : '')
  }

  // Bold in bold is no bolder.
  override strong(token: Tokens.Strong): string {
    return super.strong({ ...token, tokens: token.tokens.flatMap(withoutStrong) })
  }

  override text(token: TextToken): string {
    return super.text(token.html === undefined ? token : { ...token, text: token.html })
  }
}

const withoutStrong = (token: Token): Token[] =>
  token.type === 'strong' ? (token.tokens ?? []).flatMap(withoutStrong) : [token]

/** The safe HTML of a parsed report, with GitHub's heading ids, Gam's links and its pictures. */
export const renderReport = (parsed: ParsedReport, options: RenderOptions): Rendered =>
  createRenderer(options)(parsed.tokens)

/** Renders the parts of one report in their order; headings and withheld pictures are those of all parts so far. */
export function createRenderer(
  options: RenderOptions,
): (tokens: readonly MarkdownToken[]) => Rendered {
  const pieces = createPieces()
  const parser = new Parser({
    ...getDefaults(),
    renderer: new GithubRenderer(),
    extensions: { renderers: { piece: pieces.render }, childTokens: {} },
  })
  const visitor = createVisitor(options, pieces.of)
  return (tokens) => ({
    html: sanitize(parser.parse(tokens as Token[]), visitor.visit, visitor.before),
    headings: visitor.headings,
    titleId: visitor.titleId,
    withheld: [...visitor.withheldHosts],
    withheldCount: visitor.withheldCount(),
  })
}
