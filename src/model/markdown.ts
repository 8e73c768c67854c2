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
  /** In words for a person, where front matter could not be read wholly. */
  readonly frontMatterProblem?: string
  /** The text after the front matter. */
  readonly body: string
  readonly tokens: readonly MarkdownToken[]
}
