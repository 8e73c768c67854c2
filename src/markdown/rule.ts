import type { TokenizerAndRendererExtension } from 'marked'
import type { FrontMatter } from './front-matter.ts'
import type { FrontMatterValue, MarkdownToken } from '../model/markdown.ts'

/** What a rule may know of the report it works on. */
interface RuleContext {
  readonly frontMatter: Readonly<Record<string, FrontMatterValue>>
  /** Where the repository lies on GitHub's web host; absent where it does not matter, as for facts. */
  readonly repositoryUrl?: string
  /** Tells the reader something about this report, once, in Gam's own words. */
  notice(text: string): void
}

/**
 * One thing that GitHub or a site generator adds to Markdown. Each lies in its own file under `rules/`; a report that
 * uses none of them never loads them (see `wanted-rules.ts`). Expressions must be linear: reports are hostile.
 */
export interface Rule {
  readonly name: string
  /** A cheap look: may this text hold what the rule is about? False costs nothing further. */
  mayApply(body: string): boolean
  /** Takes front matter off that Gam does not know without this rule; the first rule alone is asked. */
  split?(text: string): FrontMatter | undefined
  /** The text that is parsed instead. */
  text?(body: string, context: RuleContext): string
  /** What is read while the text is parsed: tokens of the types in `MarkdownToken`. */
  readonly extensions?: readonly TokenizerAndRendererExtension[]
  /** `tokens` must see all of a report at once, not part by part. */
  readonly whole?: true
  /** The tokens that are rendered and read for facts instead. */
  tokens?(tokens: readonly MarkdownToken[], context: RuleContext): readonly MarkdownToken[]
}
