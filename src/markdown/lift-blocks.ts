import type { MarkdownToken } from '../model/markdown.ts'

type Tokens = readonly MarkdownToken[]

/**
 * A paragraph whose tokens hold what must not stand in one: the blocks, and paragraphs of what is left before and
 * after them.
 */
export function liftBlocks(
  paragraph: MarkdownToken,
  blockOf: (token: MarkdownToken, index: number, tokens: Tokens) => Tokens | undefined,
): Tokens {
  const inside = paragraph.tokens ?? []
  const blocks = inside.map(blockOf)
  if (blocks.every((block) => !block)) return [paragraph]
  const lifted: MarkdownToken[] = []
  let rest: MarkdownToken[] = []
  const flush = () => {
    const tokens = withoutEdges(rest)
    if (tokens.length) lifted.push({ ...paragraph, tokens })
    rest = []
  }
  inside.forEach((token, index) => {
    const block = blocks[index]
    if (!block) return void rest.push(token)
    flush()
    lifted.push(...block)
  })
  flush()
  return lifted
}

/** Without the line ends and blanks that stood around a block. */
function withoutEdges(tokens: Tokens): Tokens {
  const isEmpty = (token: MarkdownToken | undefined) =>
    token?.type === 'br' || (token?.type === 'text' && !token.text?.trim())
  let from = 0
  let to = tokens.length
  while (from < to && isEmpty(tokens[from])) from++
  while (to > from && isEmpty(tokens[to - 1])) to--
  return tokens.slice(from, to)
}
