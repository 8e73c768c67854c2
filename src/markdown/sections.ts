import type { MarkdownToken } from '../model/markdown.ts'
import { headingsOf, oneLine } from './headings.ts'
import { parseReport } from './parse.ts'

/** A heading with what stands under it up to the next one, where somebody may want to add a point. */
export interface Section {
  /** GitHub's id of the heading, without `user-content-`. */
  readonly id: string
  readonly title: string
  /** Where its last line ends in the text. */
  readonly end: number
  /** What it ends with; a section that ends with anything else takes no points. */
  readonly endsWith: 'nothing' | 'list'
  /** The words of the list's items. */
  readonly points: readonly string[]
  /** The list's last item as it is written; of the text's first list where the section has none. */
  readonly item: string | undefined
  /** Empty lines stand between the list's items. */
  readonly isLoose: boolean
  /** The text above asks for additions. */
  readonly invites: boolean
}

const INVITES =
  /\bPRs?\b[^.]{0,40}\bwelcome\b|\bpull requests?\b[^.]{0,40}\bwelcome\b|\b(?:submit|open|send|make)\b[^.]{0,20}\b(?:PR|pull request)\b|\badd(?:ing)?\b[^.]{0,60}\b(?:to the list|below|discussion point)\b|\bplease add\b|\bfeel free to add\b/i

/** What the sentence of a point escapes. */
const ESCAPED = /\\([<&#>+*.)-])/g

/** In ms. A text that takes longer is made to be hard, and the page would stand still for it. */
const PATIENCE = 1_000

/**
 * The sections of a text (LF line ends, front matter included) that are empty or end in a list; none where it is too
 * hard to read.
 */
export function openSections(text: string): Section[] {
  const until = performance.now() + PATIENCE
  const { body, tokens, unread } = parseReport(text, [], undefined, until)
  if (unread) return []
  const headings = headingsOf(tokens)
  const found: Section[] = []
  const invited: { depth: number }[] = []
  const firstItem = lastItemOf(tokens.find((token) => token.type === 'list'))
  let at = text.length - body.length
  let heading = 0
  let open:
    { depth: number; index: number; end: number; last: MarkdownToken | undefined } | undefined

  const close = () => {
    if (!open) return
    const { id, text: title } = headings[open.index] ?? {}
    const type = open.last?.type
    if (id && title && (!open.last || type === 'list')) {
      found.push({
        id,
        title: oneLine(title),
        end: open.end,
        endsWith: open.last ? 'list' : 'nothing',
        points: (open.last?.items ?? []).map(({ text = '' }) =>
          oneLine(text.replace(ESCAPED, '$1')),
        ),
        item: lastItemOf(open.last) ?? firstItem,
        isLoose: open.last?.items?.slice(0, -1).some(({ raw }) => /\n\s*\n$/.test(raw)) ?? false,
        invites: invited.length > 0,
      })
    }
    open = undefined
  }

  for (const token of tokens) {
    const end = at + token.raw.trimEnd().length
    at += token.raw.length
    if (token.type === 'heading') {
      close()
      const depth = token.depth ?? 1
      // An invitation holds for what stands below it, up to the next heading of its own level.
      while ((invited.at(-1)?.depth ?? 0) >= depth) invited.pop()
      open = { depth, index: heading, end, last: undefined }
    } else if (open && token.type !== 'space') {
      open = { ...open, end, last: token }
    }
    if (token.type === 'paragraph' && INVITES.test(token.text ?? '')) {
      invited.push({ depth: open?.depth ?? 0 })
    }
    heading += headingsOf([token]).length
  }
  close()
  return found
}

const lastItemOf = (list: MarkdownToken | undefined): string | undefined => list?.items?.at(-1)?.raw

/** A sentence as it is written in Markdown: nothing in it begins a block, and no tag or entity takes words out of sight. */
const written = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[#>+*-]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/<(?=[a-z/!?])(?!(?:https?|mailto):[^<>\s]*>)|&(?=#?\w+;)/gi, '\\$&')

/** The text with a point more at the end of a section, as the list there, or a list of the text, is written. */
export function addPoint(text: string, section: Section, words: string): string {
  const [, indent = '', marker = '-', gap = ' '] =
    /^( {0,3})([-*+]|\d{1,9}[.)])( {1,4})/.exec(section.item ?? '') ?? []
  const next =
    section.endsWith === 'list'
      ? marker.replace(/\d+/, (n) => String(Number(n) + 1))
      : marker.replace(/\d+/, '1')
  const before = text.slice(0, section.end)
  const after = text.slice(section.end).replace(/^[ \t]+(?=\n)/, '')
  const apart = section.endsWith === 'nothing' || section.isLoose ? '\n\n' : '\n'
  // The next heading keeps its distance.
  const ending = section.endsWith === 'nothing' && /^\n\S/.test(after) ? `\n${after}` : after
  return `${before}${apart}${indent}${next}${gap}${written(words)}${ending || '\n'}`
}
