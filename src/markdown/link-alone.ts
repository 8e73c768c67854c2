import type { MarkdownToken } from '../model/markdown.ts'

/** The link of a paragraph that holds nothing else. */
export function linkAlone({ type, tokens = [] }: MarkdownToken): MarkdownToken | undefined {
  if (type !== 'paragraph') return undefined
  const said = tokens.filter((token) => token.type !== 'text' || token.text?.trim())
  return said.length === 1 && said[0]?.type === 'link' ? said[0] : undefined
}
