import type { MarkdownToken } from '../model/markdown.ts'

interface Destinations {
  readonly links: readonly string[]
  readonly pictures: readonly string[]
}

const HREF = /\shref=(?:"([^"]+)"|'([^']+)')/gi
const SRC = /\ssrc=(?:"([^"]+)"|'([^']+)')/gi
/** Of its sizes the first, as it is the one that is shown. */
const SRCSET = /\ssrcset=(?:"\s*([^"\s,]+)|'\s*([^'\s,]+))/gi

/** Where a report's links lead and its pictures lie, as written, each without repeats; those written as HTML too. */
export function destinationsOf(tokens: readonly MarkdownToken[]): Destinations {
  const links = new Set<string>()
  const pictures = new Set<string>()
  const note = (into: Set<string>, matches: Iterable<RegExpMatchArray>) => {
    for (const [, double, single] of matches) into.add(double ?? single ?? '')
  }
  function walk(tokens: readonly MarkdownToken[]): void {
    for (const token of tokens) {
      if (token.href && token.type === 'link') links.add(token.href)
      if (token.href && token.type === 'image') pictures.add(token.href)
      if (token.type === 'html') {
        note(links, token.raw.matchAll(HREF))
        note(pictures, token.raw.matchAll(SRC))
        note(pictures, token.raw.matchAll(SRCSET))
      }
      walk(token.tokens ?? [])
      walk(token.items ?? [])
      for (const row of [token.header ?? [], ...(token.rows ?? [])]) {
        row.forEach((cell) => walk(cell.tokens))
      }
    }
  }
  walk(tokens)
  return { links: [...links], pictures: [...pictures] }
}
