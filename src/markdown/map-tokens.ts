import type { MarkdownToken } from '../model/markdown.ts'

type Change = (token: MarkdownToken) => readonly MarkdownToken[]
type Enters = (token: MarkdownToken) => boolean

/**
 * The same tree with every token replaced by what `change` makes of it, in the order of the text, parents last. What
 * stands in a token that is not entered stays as it is.
 */
export function mapTokens(
  tokens: readonly MarkdownToken[],
  change: Change,
  enters: Enters = () => true,
): readonly MarkdownToken[] {
  return tokens.flatMap((token) => change(enters(token) ? mapInside(token, change, enters) : token))
}

function mapInside(token: MarkdownToken, change: Change, enters: Enters): MarkdownToken {
  const { tokens, items, header, rows } = token
  const map = (inside: readonly MarkdownToken[]) => mapTokens(inside, change, enters)
  const mapCell = (cell: NonNullable<typeof header>[number]) => ({
    ...cell,
    tokens: map(cell.tokens),
  })
  return {
    ...token,
    ...(header && { header: header.map(mapCell) }),
    ...(rows && { rows: rows.map((row) => row.map(mapCell)) }),
    ...(items && { items: map(items) }),
    // What stands in an image is its alternative text, which has no elements.
    ...(tokens && token.type !== 'image' && { tokens: map(tokens) }),
  }
}
