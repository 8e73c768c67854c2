import type { MarkdownToken } from '../../model/markdown.ts'
import { makeLink, makeParagraph, makeSpan, makeText } from '../make-tokens.ts'

/** A link with what it leads to: its title, a few words, and the host. None without a title and an address. */
export function makeCard(fields: Readonly<Record<string, unknown>>): MarkdownToken | undefined {
  const first = (...names: string[]): string | undefined =>
    names
      .map((name) => fields[name])
      .find((value): value is string => typeof value === 'string' && value.trim() !== '')
  const title = first('title', 'name')
  const href = first('url', 'link', 'href')
  if (!title || !href) return undefined
  const words = first('desc', 'description')
  const host = /^https?:\/\/(?:[^/?#]*@)?(?:www\.)?([^/?#]+)/i.exec(href)?.[1]
  return {
    type: 'piece',
    raw: '',
    piece: { element: 'div', name: 'card', aside: true },
    tokens: [
      makeParagraph([makeLink(href, [makeText(title)])]),
      ...(words && words !== title ? [makeParagraph([makeText(words)])] : []),
      ...(host ? [makeParagraph([makeSpan('card-host', [makeText(host)])])] : []),
    ],
  }
}
