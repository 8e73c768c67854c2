import type { OpenedReport } from '../../commands/reading/open-report.ts'
import { makeHeadline, type Headline } from '../../facts/headline.ts'
import { readingMinutes } from '../../facts/reading-time.ts'
import { decode } from '../../markdown/decode.ts'
import { headingsOf } from '../../markdown/headings.ts'
import { parseReport } from '../../markdown/parse.ts'
import { renderReport, type Rendered, type RenderOptions } from '../../markdown/render.ts'
import { wantsRules } from '../../markdown/wanted-rules.ts'
import { dateFromPath } from '../../model/dates.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import type { ParsedReport } from '../../model/markdown.ts'
import { titleFromPath } from '../../model/titles.ts'
import { loadGuest } from '../../offline/load-guest.ts'

/** A report that has been read and can be rendered. */
export interface ReadReport {
  readonly opened: OpenedReport
  readonly title: string
  /** The body begins with the title as its own h1: Gam adds none. */
  readonly titleInBody: boolean
  readonly facts: Headline
  readonly date: string | undefined
  readonly minutes: number
  /** What the reader should know of this text. */
  readonly notices: readonly string[]
  readonly render: (options: RenderOptions) => Rendered
}

/** Reads a report's bytes. Fails where they are no text that can be shown. */
export async function readReport(
  opened: OpenedReport,
  repositoryUrl: string,
  mentions: 'links' | 'text',
): Promise<ReadReport | Failure> {
  const text = decode(opened.bytes, opened.path)
  if (isFailure(text)) return text
  const rules = wantsRules(text)
    ? await loadGuest(async () =>
        (await import('../../markdown/rules.ts')).rulesFor(text, mentions),
      )
    : undefined
  const parsed = parseReport(text, isFailure(rules) ? [] : rules, repositoryUrl)
  const facts = makeHeadline(parsed, headingsOf(parsed.tokens))
  const title = facts.title ?? titleFromPath(opened.path)
  const { opening, rest, titleHeading } = splitOpening(parsed, title)
  return {
    opened,
    title,
    titleInBody: opening?.depth === 1,
    facts,
    date: facts.date ?? dateFromPath(opened.path),
    minutes: readingMinutes(facts.words),
    notices: [
      ...(parsed.frontMatterProblem ? [parsed.frontMatterProblem] : []),
      ...parsed.notices,
      ...(isFailure(rules) ? ['Parts of this report are shown as plain text.'] : []),
    ],
    render: (options) => renderReport(rest ?? parsed, { ...options, titleHeading }),
  }
}

interface Opening {
  readonly opening?: ParsedReport['tokens'][number] | undefined
  /** The report without its opening heading, where that repeats the title, which Gam shows as its own h1. */
  readonly rest?: ParsedReport
  /** Its id, of which the same id is made again. */
  readonly titleHeading?: string
}

function splitOpening(parsed: ParsedReport, title: string): Opening {
  const opening = parsed.tokens.find((token) => token.type !== 'space')
  if (opening?.type !== 'heading') return {}
  const [heading] = headingsOf([opening])
  if (opening.depth === 1 || heading?.text !== title) return { opening }
  return {
    opening,
    titleHeading: heading.id,
    rest: { ...parsed, tokens: parsed.tokens.filter((token) => token !== opening) },
  }
}
