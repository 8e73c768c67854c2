import type { Gam } from '../../commands/gam.ts'
import type { OpenedReport } from '../../commands/reading/open-report.ts'
import { makeHeadline, type Headline } from '../../facts/headline.ts'
import { readingMinutes } from '../../facts/reading-time.ts'
import { decode } from '../../markdown/decode.ts'
import { headingsOf } from '../../markdown/headings.ts'
import { parseReport } from '../../markdown/parse.ts'
import { createRenderer, type Rendered, type RenderOptions } from '../../markdown/render.ts'
import { wantsRules } from '../../markdown/wanted-rules.ts'
import { dateFromPath } from '../../model/dates.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import type { MarkdownToken, ParsedReport } from '../../model/markdown.ts'
import { titleFromPath } from '../../model/titles.ts'
import { loadGuest } from '../../offline/load-guest.ts'
import { showBelow, splitScreen } from './first-screen.ts'

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
  /** With `inSteps` the first screen comes first, and the rest when that has painted. */
  readonly render: (options: RenderOptions, inSteps?: boolean) => ShownReport
}

/** A rendered report, and where it is a long one, what shows the rest of it. */
export interface ShownReport extends Rendered {
  readonly rest?: RestOfReport
}

/** Adds the rest to the element that holds the first part, and says when all is there; returns what takes it back. */
type RestOfReport = (body: HTMLElement, done: (whole: Rendered) => void) => () => void

/** Longer texts, in characters, are parsed in a worker. */
const LONG = 100_000
/** As are those that have kept the page busy for so many milliseconds. */
const PATIENCE = 300

/** Asked for early: nearly every report has something in it that the rules are about. */
export const loadRules = () => loadGuest(() => import('../../markdown/rules.ts'))

/** Reads a report's bytes. Fails where they are no text that can be shown. */
export async function readReport(
  gam: Gam,
  opened: OpenedReport,
  mentions: 'links' | 'text',
): Promise<ReadReport | Failure> {
  const text = decode(opened.bytes, opened.path)
  if (isFailure(text)) return text
  const repositoryUrl = `${gam.hosts.web}/${opened.place.repository}`
  const heavy = isHeavy(text)
  const loaded = !heavy && wantsRules(text) ? await loadRules() : undefined
  const rules = !loaded || isFailure(loaded) ? [] : await loaded.rulesFor(text, mentions)
  if (!heavy) {
    const parsed = parseReport(text, rules, repositoryUrl, performance.now() + PATIENCE)
    if (!parsed.unread) {
      const report = describeReport(opened, parsed)
      return isFailure(loaded)
        ? {
            ...report,
            notices: [...report.notices, 'Parts of this report are shown as plain text.'],
          }
        : report
    }
  }
  const long = await loadGuest(() => import('./read-long.ts'))
  return isFailure(long) ? long : long.readLong(gam, opened, text, repositoryUrl, mentions)
}

/**
 * A single word of thousands of letters keeps the parser busy for seconds, thousands of lines and marks keep the page
 * busy, as do fewer pictures, formulas and footnotes, and an element that is never closed, such as `<b id=x>`, is made
 * again by the browser in every block that follows.
 */
function isHeavy(text: string): boolean {
  if (text.length > LONG || /(?<!\S)\S{5000}/.test(text)) return true
  const lines = text.split(/[\n<*`]/).length
  const pieces = text.split(/!\[|<img|youtu|\$|\[\^/i).length
  return (
    lines + 4 * pieces > 5000 ||
    text.split(/<(?:[abisu]|[bcefst][a-z]+)\s/).length * lines > 200_000
  )
}

/** What the page shows of a parsed report; `more` adds to what is rendered. */
export function describeReport(
  opened: OpenedReport,
  parsed: ParsedReport,
  facts = makeHeadline(parsed, headingsOf(parsed.tokens)),
  more?: (render: ReturnType<typeof createRenderer>, first: Rendered) => Partial<ShownReport>,
): ReadReport {
  const title = facts.title ?? titleFromPath(opened.path)
  const { opening, rest = parsed.tokens, titleHeading } = splitOpening(parsed.tokens, title)
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
      ...(rest.some((token) => token.type !== 'space') ? [] : ['This report is empty.']),
    ],
    render(options, inSteps) {
      const [screen, below] = inSteps && !more ? splitScreen(rest) : [rest, []]
      const render = createRenderer({ ...options, titleHeading })
      const first = render(screen)
      if (!below.length) return { ...first, ...more?.(render, first) }
      return {
        ...first,
        headings: headingsOf(parsed.tokens),
        rest: (body, done) => showBelow(body, () => render(below), done),
      }
    },
  }
}

interface Opening {
  readonly opening?: MarkdownToken | undefined
  /** The report without its opening heading, where that repeats the title, which Gam shows as its own h1. */
  readonly rest?: readonly MarkdownToken[]
  /** Its id, of which the same id is made again. */
  readonly titleHeading?: string
}

function splitOpening(tokens: readonly MarkdownToken[], title: string): Opening {
  const opening = tokens.find((token) => token.type !== 'space')
  if (opening?.type !== 'heading') return {}
  const [heading] = headingsOf([opening])
  if (opening.depth === 1 || heading?.text !== title) return { opening }
  return {
    opening,
    titleHeading: heading.id,
    rest: tokens.filter((token) => token !== opening),
  }
}
