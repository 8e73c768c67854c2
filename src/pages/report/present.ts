import type { OpenedReport } from '../../commands/reading/open-report.ts'
import { makeHeadline, type Headline } from '../../facts/headline.ts'
import { readingMinutes } from '../../facts/reading-time.ts'
import { decode } from '../../markdown/decode.ts'
import { headingsOf } from '../../markdown/headings.ts'
import { parseReport } from '../../markdown/parse.ts'
import { renderReport, type Rendered, type RenderOptions } from '../../markdown/render.ts'
import { dateFromPath } from '../../model/dates.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import type { ParsedReport } from '../../model/markdown.ts'
import { titleFromPath } from '../../model/titles.ts'

/** A report made ready to be shown. */
export interface Presented {
  readonly title: string
  /** The body begins with the title as its own h1: Gam adds none. */
  readonly titleInBody: boolean
  readonly facts: Headline
  readonly date: string | undefined
  readonly minutes: number
  readonly rendered: Rendered
  /** What could not be read of the front matter, in words. */
  readonly problem: string | undefined
}

/** Parses and renders a report. Fails where its bytes are no text that can be shown. */
export function present(opened: OpenedReport, options: RenderOptions): Presented | Failure {
  const text = decode(opened.bytes, opened.path)
  if (isFailure(text)) return text
  const parsed = parseReport(text)
  const facts = makeHeadline(parsed, headingsOf(parsed.tokens))
  const title = facts.title ?? titleFromPath(opened.path)
  const opening = parsed.tokens.find((token) => token.type !== 'space')
  const opensWith = opening?.type === 'heading' ? opening.depth : undefined
  return {
    title,
    titleInBody: opensWith === 1,
    facts,
    date: facts.date ?? dateFromPath(opened.path),
    minutes: readingMinutes(facts.words),
    rendered: renderReport(opensWith !== 1 ? withoutTitle(parsed, title) : parsed, options),
    problem: parsed.frontMatterProblem,
  }
}

/** The report without an opening heading that repeats the title, which Gam shows as its h1. */
function withoutTitle(parsed: ParsedReport, title: string): ParsedReport {
  const at = parsed.tokens.findIndex((token) => token.type !== 'space')
  const opening = parsed.tokens[at]
  if (opening?.type !== 'heading' || headingsOf([opening])[0]?.text !== title) return parsed
  return { ...parsed, tokens: parsed.tokens.filter((token) => token !== opening) }
}
