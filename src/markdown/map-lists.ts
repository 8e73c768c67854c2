import type { MarkdownToken } from '../model/markdown.ts'

type Tokens = readonly MarkdownToken[]

/** The tree with every list of tokens that stand beside each other changed, the inner ones first. */
export function mapLists(tokens: Tokens, change: (tokens: Tokens) => Tokens): Tokens {
  const inside = (tokens: Tokens) => mapLists(tokens, change)
  const cells = (row: NonNullable<MarkdownToken['header']>) =>
    row.map((cell) => ({ ...cell, tokens: inside(cell.tokens) }))
  return change(
    tokens.map((token) => ({
      ...token,
      ...(token.tokens && { tokens: inside(token.tokens) }),
      ...(token.items && {
        items: token.items.map((item) => ({ ...item, tokens: inside(item.tokens ?? []) })),
      }),
      ...(token.header && { header: cells(token.header) }),
      ...(token.rows && { rows: token.rows.map(cells) }),
    })),
  )
}
