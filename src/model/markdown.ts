/**
 * The shape of parsed Markdown that other parts read (facts, outline): a structural part of marked's tokens,
 * so that only `markdown/` knows marked.
 */
export interface MarkdownToken {
  readonly type: string
  readonly raw: string
  readonly text?: string
  readonly depth?: number
  readonly href?: string
  readonly title?: string | null
  readonly tokens?: readonly MarkdownToken[]
  readonly items?: readonly MarkdownToken[]
  readonly header?: readonly MarkdownCell[]
  readonly rows?: readonly (readonly MarkdownCell[])[]
  /** Where `type` is 'piece': how Gam shows it; `tokens` is what stands in it. */
  readonly piece?: Piece
}

/** A part of a report that Gam shows in a way of its own, made by one of the rules. */
export interface Piece {
  /** 'span' holds running text, the others blocks. */
  readonly element: 'div' | 'span' | 'section'
  /** The value of `data-gam`: what CSS and the code that brings it to life find it by. */
  readonly name: string
  /** Shown, but no part of what the author says: facts leave it out. */
  readonly aside?: boolean
  /** Set as they are, after sanitizing: they must not name an address that a browser loads or opens. */
  readonly attributes?: Readonly<
    Partial<Record<`data-gam-${string}` | `aria-${string}` | 'id' | 'role' | 'lang', string>>
  >
}

interface MarkdownCell {
  readonly text: string
  readonly tokens: readonly MarkdownToken[]
}

/** A value of front matter as far as Gam reads it. */
export type FrontMatterValue =
  string | boolean | readonly string[] | readonly Readonly<Record<string, string>>[]

export interface ParsedReport {
  /** Keys in lower case. */
  readonly frontMatter: Readonly<Record<string, FrontMatterValue>>
  /** In words for a person, where front matter could not be read wholly; its second line is quoted from there. */
  readonly frontMatterProblem?: string
  /** What the reader should know of this text, in Gam's own words. */
  readonly notices: readonly string[]
  /** The text after the front matter. */
  readonly body: string
  readonly tokens: readonly MarkdownToken[]
  /** The parser gave up: the tokens are the text as it stands. */
  readonly unread?: true
}
