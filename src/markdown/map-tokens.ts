import type { MarkdownToken } from '../model/markdown.ts'

type Change = (token: MarkdownToken) => readonly MarkdownToken[]

/** The same tree with every token replaced by what `change` makes of it, in the order of the text, parents last. */
export function mapTokens(
  tokens: readonly MarkdownToken[],
  change: Change,
): readonly MarkdownToken[] {
  return tokens.flatMap((token) => change(mapInside(token, change)))
}

function mapInside(token: MarkdownToken, change: Change): MarkdownToken {
  const { tokens, items, header, rows } = token
  const mapCell = (cell: NonNullable<typeof header>[number]) => ({
    ...cell,
    tokens: mapTokens(cell.tokens, change),
  })
  return {
    ...token,
    ...(header && { header: header.map(mapCell) }),
    ...(rows && { rows: rows.map((row) => row.map(mapCell)) }),
    ...(items && { items: mapTokens(items, change) }),
    ...(tokens && { tokens: mapTokens(tokens, change) }),
  }
}
