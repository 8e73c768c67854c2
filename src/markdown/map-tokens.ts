import type { MarkdownToken } from '../model/markdown.ts'

type Tokens = readonly MarkdownToken[]

/**
 * The same tree with every token replaced by what `change` makes of it, in the order of the text, parents last. What
 * stands in a token that is not entered stays as it is, and so does the alternative text of an image, which has no
 * elements.
 */
export function mapTokens(
  tokens: Tokens,
  change: (token: MarkdownToken) => Tokens,
  enters: (token: MarkdownToken) => boolean = () => true,
): Tokens {
  const inside = (tokens: Tokens) => mapTokens(tokens, change, enters)
  return tokens.flatMap((token) =>
    change(token.type !== 'image' && enters(token) ? mapInside(token, inside) : token),
  )
}

/** The same tree with every list of tokens that stand beside each other changed as a whole, the inner ones first. */
export function mapLists(tokens: Tokens, change: (tokens: Tokens) => Tokens): Tokens {
  return change(
    tokens.map((token) => mapInside(token, (inside: Tokens) => mapLists(inside, change))),
  )
}

function mapInside(token: MarkdownToken, map: (tokens: Tokens) => Tokens): MarkdownToken {
  const { tokens, items, header, rows } = token
  const mapCell = (cell: NonNullable<typeof header>[number]) => ({
    ...cell,
    tokens: map(cell.tokens),
  })
  return {
    ...token,
    ...(header && { header: header.map(mapCell) }),
    ...(rows && { rows: rows.map((row) => row.map(mapCell)) }),
    ...(items && { items: map(items) }),
    ...(tokens && { tokens: map(tokens) }),
  }
}
