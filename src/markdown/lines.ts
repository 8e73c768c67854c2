import type { MarkdownToken } from '../model/markdown.ts'
import { decodeEntities } from './entities.ts'
import type { TextToken } from './parse.ts'

/** Running text by the lines that its author wrote; joined they are the text again. */
export function linesOf(tokens: readonly MarkdownToken[]): MarkdownToken[][] {
  const lines: MarkdownToken[][] = [[]]
  const add = (token: MarkdownToken) => void lines.at(-1)?.push(token)
  for (const token of tokens) {
    if (token.type !== 'text' || token.tokens) {
      add(token)
      if (token.type === 'br') lines.push([])
      continue
    }
    const parts = writtenText(token).split(/(?<=\n)/)
    parts.forEach((part, index) => {
      if (index) lines.push([])
      add(changeText(token, () => part))
    })
    if (parts.at(-1)?.endsWith('\n')) lines.push([])
  }
  return lines.filter((line) => line.length)
}

/** Text as it is rendered: entities are still written out. */
export const writtenText = (token: MarkdownToken): string =>
  (token as TextToken).html ?? token.text ?? ''

/** The same token with another text; `change` is given, and gives, what `writtenText` says. */
export function changeText(token: MarkdownToken, change: (written: string) => string) {
  const { html } = token as TextToken
  const written = change(writtenText(token))
  return html === undefined
    ? { ...token, raw: written, text: written }
    : { ...token, raw: written, html: written, text: decodeEntities(written) }
}
