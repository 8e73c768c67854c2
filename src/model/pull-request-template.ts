/** Where a repository keeps what a pull request should say. */
export interface TemplatePaths {
  /** The one that GitHub fills in by itself. */
  readonly standard?: string
  /** Those that a person may choose instead. */
  readonly others: readonly string[]
}

/** In GitHub's order: `.github`, the root, `docs`; names in any case. */
const PLACES = ['.github/', '', 'docs/']
const FILE = /^pull_request_template(?:\.(?:md|txt))?$/
const IN_FOLDER = /^pull_request_template\/[^/]+\.(?:md|txt)$/

export function findTemplates(paths: readonly string[]): TemplatePaths {
  const below = (place: string, form: RegExp) =>
    paths.filter((path) => {
      const lower = path.toLowerCase()
      return lower.startsWith(place) && form.test(lower.slice(place.length))
    })
  const [standard, ...doubles] = PLACES.flatMap((place) => below(place, FILE))
  const others = [...doubles, ...PLACES.flatMap((place) => below(place, IN_FOLDER))]
  return { ...(standard === undefined ? {} : { standard }), others }
}

/** A template as a form. */
export interface PullRequestTemplate {
  /** What it says to whoever fills it in. */
  readonly hint: string
  readonly fields: readonly TemplateField[]
}

interface TemplateField {
  /** '' where the template names none. */
  readonly label: string
  /** The label's own line, as it goes into the body. */
  readonly heading: string
  readonly hint: string
  /** What stands there already; a field that still says just this is not filled in. */
  readonly text: string
  readonly boxes: readonly string[]
}

/** What a person made of one field. */
export interface FilledField {
  readonly text: string
  /** The positions of the boxes that are ticked. */
  readonly ticked: readonly number[]
}

const COMMENT = /<!--([\s\S]*?)(?:-->|$)/g
const HEADING = /^ {0,3}#{1,6}\s+(.+?)\s*#*$/
/** A line that is bold as a whole, as a list item too: `**- What I did**`, `- **What I did:**`. */
const BOLD = /^\s*(?:[-*+]\s+)?(\*\*|__)\s*((?:(?!\1).)+?)\s*\1\s*:?$/
const UNDERLINE = /^ {0,3}(?:=+|-{2,})$/
const BOX = /^\s*[-*+]\s+\[[ xX]\]\s+(.+)$/
const FENCE = /^ {0,3}(?:```|~~~)/

interface Section {
  readonly label: string
  readonly heading: string
  readonly lines: string[]
  readonly hints: string[]
  readonly boxes: string[]
}

/** Headings and bold lines name fields, comments are hints. */
export function parseTemplate(text: string): PullRequestTemplate {
  const comments: string[] = []
  const marked = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '')
    // Each is put by, with a sign in its place: a line in a comment is no label.
    .replace(COMMENT, (_, comment: string) => `\0${comments.push(comment.trim()) - 1}\0`)
  const before = section('', '')
  const sections = readSections(marked.split('\n'), comments, before)
  const labelled = sections.map(toField)
  const opening = toField(before)
  // What stands above the first label speaks to the person, unless there is something to tick, or nothing below.
  if (!labelled.length) return { hint: opening.hint, fields: [{ ...opening, hint: '' }] }
  const hint = [opening.hint, opening.text].filter((part) => part).join('\n\n')
  const ticks = { ...opening, hint: '', text: '' }
  return { hint, fields: opening.boxes.length ? [ticks, ...labelled] : labelled }
}

function readSections(
  lines: readonly string[],
  comments: readonly string[],
  before: Section,
): readonly Section[] {
  const sections: Section[] = []
  let current = before
  let fenced = false
  lines.forEach((marked, at) => {
    const line = marked.replace(/\0\d+\0/g, '').trimEnd()
    const hints = [...marked.matchAll(/\0(\d+)\0/g)].map(
      ([, index]) => comments[Number(index)] ?? '',
    )
    const underlined = isUnderlined(lines, at)
    const label = fenced ? undefined : underlined ? line.trim() : labelOf(line)
    if (FENCE.test(line)) fenced = !fenced
    if (label) {
      current = section(label, underlined ? `## ${label}` : line.trim())
      sections.push(current)
    } else if (!(at > 0 && !fenced && isUnderlined(lines, at - 1))) {
      const box = fenced ? undefined : BOX.exec(line)?.[1]
      if (box) current.boxes.push(box)
      // A line that was nothing but a comment leaves no blank one behind.
      else if (line || !hints.length) current.lines.push(line)
    }
    current.hints.push(...hints)
  })
  return sections
}

const isUnderlined = (lines: readonly string[], at: number): boolean =>
  /^ {0,3}[^\s#>*+\0-]/.test(lines[at] ?? '') && UNDERLINE.test(lines[at + 1]?.trimEnd() ?? '')

const section = (label: string, heading: string): Section => ({
  label,
  heading,
  lines: [],
  hints: [],
  boxes: [],
})

function labelOf(line: string): string | undefined {
  const words = HEADING.exec(line)?.[1] ?? BOLD.exec(line)?.[2]
  return words
    ?.replace(/^[-*+]\s+/, '')
    .replace(/[*_`]+/g, '')
    .replace(/\s*:$/, '')
}

const toField = ({ label, heading, lines, hints, boxes }: Section): TemplateField => ({
  label,
  heading,
  hint: hints.filter((hint) => hint).join('\n\n'),
  text: lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim(),
  boxes,
})

/** The body of the pull request: the fields that a person has filled in, `filled` in their order, and nothing else. */
export const formatBody = (
  { fields }: PullRequestTemplate,
  filled: readonly (FilledField | undefined)[],
): string =>
  fields
    .map((field, at) => formatField(field, filled[at] ?? { text: '', ticked: [] }))
    .filter((part) => part)
    .join('\n\n')

function formatField(field: TemplateField, { text, ticked }: FilledField): string {
  const written = text.replace(/\r\n?/g, '\n').trim()
  const boxes = ticked.length
    ? field.boxes.map((box, at) => `- [${ticked.includes(at) ? 'x' : ' '}] ${box}`).join('\n')
    : ''
  if ((!written || written === field.text) && !boxes) return ''
  return [field.heading, written, boxes].filter((part) => part).join('\n\n')
}
