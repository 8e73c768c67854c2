import type { MarkdownToken } from '../model/markdown.ts'
import { decodeEntities } from './entities.ts'
import type { TextToken } from './parse.ts'

/** A token of running text with what `replace` knows of the places where `sign` matches as tokens of their own. */
export function splitText(
  token: MarkdownToken,
  sign: RegExp,
  replace: (match: RegExpExecArray) => MarkdownToken | undefined,
): readonly MarkdownToken[] {
  const { html, text = '' } = token as TextToken
  const written = html ?? text
  const parts: MarkdownToken[] = []
  let end = 0
  const addText = (to: number) => {
    const part = written.slice(end, to)
    const plain = { ...token, raw: part, text: part }
    if (part)
      parts.push(
        html === undefined
          ? plain
          : ({ ...plain, text: decodeEntities(part), html: part } as MarkdownToken),
      )
  }
  for (const match of written.matchAll(sign)) {
    const found = replace(match)
    if (!found) continue
    addText(match.index)
    parts.push(found)
    end = match.index + match[0].length
  }
  if (!parts.length) return [token]
  addText(written.length)
  return parts
}
