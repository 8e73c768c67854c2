import type { MarkdownToken, ParsedReport } from '../model/markdown.ts'
import { oneLine, shownText } from './headings.ts'
import { parseReport } from './parse.ts'

/** What was to be talked about at an event, as an agenda or any other report says it. */
export interface Agenda {
  readonly title?: string
  readonly parts: readonly AgendaPart[]
  /** `layout` and the like, which a site wants of its other pages too; none where the report has no front matter. */
  readonly settings?: readonly (readonly [key: string, value: string])[]
}

interface AgendaPart {
  /** The heading that the talks stand under; none for what comes before the first one. */
  readonly name?: string
  readonly talks: readonly string[]
}

const HOUR = String.raw`\d{1,2}(?:[:.h]\d\d)?\s*(?:[ap]\.?m\.?|h)?`
/** No bare number: “2 tables” is none, “9 - 10am” is one. */
const SIGN = String.raw`(?:[:.h]\d\d|\s*[ap]\.?m|\s*h\b)`
/** A line of a timetable: `- **9am - 9:15am** - Opening words`, `10:15 Opening words`, `| 10:15 | Opening words |`. */
const TIMED = new RegExp(
  String.raw`^\s*(?:[-*+]\s+|\d+[.)]\s+|\|)?\s*[*_]{0,2}(?=\d{1,2}(?:\s*[-–—]\s*\d{1,2})?${SIGN})${HOUR}(?:\s*(?:-|–|—|to|until)\s*${HOUR})?[*_]{0,2}\s*[-–—:|]?\s*[*_]{0,2}\s*(?=\S)(.+)$`,
  'i',
)
/** A single line with a time in it is a sentence; two are a timetable. */
const FEWEST = 2
const PAUSES = new Set(
  'and the of with a for break breaks coffee tea lunch breakfast dinner food registration doors open opens drinks happy hour networking check in welcome agenda program programme schedule venue location directions when where sponsors tickets register'.split(
    ' ',
  ),
)
const SETTINGS = ['layout', 'category', 'categories', 'tags', 'lang']

/** In ms. */
const PATIENCE = 1_000

/** The talks of a text (LF line ends): what its timetable lists, else its headings that have none below them. */
export function readAgenda(text: string): Agenda {
  const parsed = parseReport(text, [], undefined, performance.now() + PATIENCE)
  const blocks = parsed.unread ? [] : blocksOf(parsed.tokens)
  const title = oneLine(written(parsed, 'title')) || blocks.find(isHeading)?.heading
  const settings = SETTINGS.flatMap((key) => {
    const value = written(parsed, key)
    return value ? [[key, value] as const] : []
  })
  const timed = timetable(blocks)
  const parts = timed.flatMap((one) => one.talks).length < FEWEST ? outline(blocks, title) : timed
  return {
    ...(title ? { title } : {}),
    parts: parts.filter((one) => one.talks.length),
    ...(Object.keys(parsed.frontMatter).length ? { settings } : {}),
  }
}

interface Heading {
  readonly heading: string
  readonly depth: number
}
type Block = Heading | { readonly lines: readonly string[] }

const isHeading = (block: Block): block is Heading => 'heading' in block

function blocksOf(tokens: readonly MarkdownToken[]): Block[] {
  return tokens.flatMap((token): Block[] => {
    if (token.type === 'heading') {
      const heading = oneLine(shownText(token.tokens ?? []))
      return heading ? [{ heading, depth: token.depth ?? 1 }] : []
    }
    return /^(?:list|paragraph|table)$/.test(token.type) ? [{ lines: token.raw.split('\n') }] : []
  })
}

function timetable(blocks: readonly Block[]): AgendaPart[] {
  const parts: { name?: string; talks: string[] }[] = [{ talks: [] }]
  for (const block of blocks) {
    if (isHeading(block)) parts.push({ name: block.heading, talks: [] })
    else parts.at(-1)?.talks.push(...block.lines.flatMap(talkIn))
  }
  const used = parts.filter((one) => one.talks.length)
  // “Agenda” alone divides nothing.
  return used.length === 1 ? [{ talks: used[0]?.talks ?? [] }] : used
}

function talkIn(line: string): string[] {
  // One blank where many stand: each optional part of a time may take some, and all ways to share them would be tried.
  const found = TIMED.exec(line.slice(0, 999).trim().replace(/\s+/g, ' '))?.[1]
  if (found === undefined) return []
  const talk = oneLine(shownText(parseReport(found.replace(/\s*\|.*$/, '')).tokens))
  return isTalk(talk) ? [talk] : []
}

function outline(blocks: readonly Block[], title: string | undefined): AgendaPart[] {
  const headings = blocks.filter(isHeading)
  const parts: { name?: string; talks: string[] }[] = [{ talks: [] }]
  headings.forEach(({ heading, depth }, at) => {
    if (heading === title || !isTalk(heading)) return
    const next = headings[at + 1]
    if (next && next.depth > depth) parts.push({ name: heading, talks: [] })
    else parts.at(-1)?.talks.push(heading)
  })
  return parts
}

const isTalk = (words: string): boolean =>
  words
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .some((word) => /\p{L}/u.test(word) && !PAUSES.has(word))

function written({ frontMatter }: ParsedReport, key: string): string {
  const value = frontMatter[key]
  return typeof value === 'string' ? value : ''
}
