import type { MarkdownToken } from '../model/markdown.ts'

/** Where a report's links lead, as written, without repeats; those written as HTML too. */
export function linksOf(tokens: readonly MarkdownToken[]): string[] {
  const links = new Set<string>()
  function walk(tokens: readonly MarkdownToken[]): void {
    for (const token of tokens) {
      if (token.type === 'link' && token.href) links.add(token.href)
      if (token.type === 'html') {
        for (const [, double, single] of token.raw.matchAll(/\shref=(?:"([^"]+)"|'([^']+)')/gi)) {
          links.add(double ?? single ?? '')
        }
      }
      walk(token.tokens ?? [])
      walk(token.items ?? [])
      for (const row of [token.header ?? [], ...(token.rows ?? [])]) {
        row.forEach((cell) => walk(cell.tokens))
      }
    }
  }
  walk(tokens)
  return [...links]
}
