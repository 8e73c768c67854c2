import type { Heading } from '../model/facts.ts'
import type { MarkdownToken } from '../model/markdown.ts'
import { decodeEntities } from './entities.ts'
import { createHeadingIds } from './heading-id.ts'

/** The headings of a report with GitHub's ids, also those written as HTML in one block; needs no DOM. */
export function headingsOf(tokens: readonly MarkdownToken[]): Heading[] {
  const id = createHeadingIds()
  return [...rawHeadings(tokens)]
    .map(({ depth, text, written }) => ({ depth, text: oneLine(text), id: id(written ?? text) }))
    .filter((heading) => heading.text)
}

/** On a piece that shows another text than was written: GitHub makes a heading's id of what was. */
export const WRITTEN = 'data-gam-written'

/** Text as a person reads it in a heading, which is no longer than any screen shows. */
export const oneLine = (text: string): string => text.slice(0, 999).replace(/\s+/g, ' ').trim()

interface RawHeading {
  readonly depth: number
  readonly text: string
  /** Where a rule shows something else. */
  readonly written?: string
}

function* rawHeadings(tokens: readonly MarkdownToken[]): Generator<RawHeading> {
  for (const token of tokens) {
    if (token.type === 'heading') {
      const tokens = token.tokens ?? []
      yield { depth: token.depth ?? 1, text: shownText(tokens), written: shownText(tokens, true) }
    } else if (token.type === 'html') {
      yield* htmlHeadings(token.raw)
    } else if (/^(?:blockquote|list_item|piece)$/.test(token.type)) {
      yield* rawHeadings(token.tokens ?? [])
    } else if (token.items) {
      yield* rawHeadings(token.items)
    }
  }
}

/** The words of running text, without HTML and pictures. */
export function shownText(tokens: readonly MarkdownToken[], asWritten = false): string {
  return tokens
    .map((token) => {
      if (token.type === 'html' || token.type === 'image') return ''
      const written = asWritten && token.piece?.attributes?.[WRITTEN]
      return written || (token.tokens ? shownText(token.tokens, asWritten) : (token.text ?? ''))
    })
    .join('')
}

// No single expression from `<h1>` to `</h1>`: over many that are never closed it would take quadratic time.
function* htmlHeadings(html: string): Generator<RawHeading> {
  if (!/<h[1-6]/i.test(html)) return
  const text = html
    .split('<!--')
    .map((part, index) => (index ? (part.split('-->', 2)[1] ?? '') : part))
    .join('')
  let open: { depth: number; from: number } | undefined
  for (const tag of text.matchAll(/<(\/?)h([1-6])(?=[\s>])[^<>]*>/gi)) {
    const depth = Number(tag[2])
    if (!tag[1]) open = { depth, from: tag.index + tag[0].length }
    else if (open?.depth === depth) {
      const inside = text.slice(open.from, tag.index).replace(/<[^<>]*>/g, '')
      yield { depth, text: decodeEntities(inside) }
      open = undefined
    }
  }
}
