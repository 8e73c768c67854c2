import type { MarkdownToken } from '../../model/markdown.ts'
import { makeLink, makeOwnWords, makeText } from '../make-tokens.ts'
import type { Rule } from '../rule.ts'

/** Slides and papers that a paragraph links alone, or after a word like `Slides:`, are shown as a card. */
export const slides: Rule = {
  name: 'slides',
  mayApply: (body) => /slideshare\.net|speakerdeck\.com|\.pdf/i.test(body),
  tokens: inBlocks,
}

const HOSTS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\.)slideshare\.net$/, 'SlideShare'],
  [/^speakerdeck\.com$/, 'Speaker Deck'],
]

function inBlocks(tokens: readonly MarkdownToken[]): readonly MarkdownToken[] {
  return tokens.map((token) => {
    if (/^(?:blockquote|piece)$/.test(token.type)) {
      return { ...token, tokens: inBlocks(token.tokens ?? []) }
    }
    return token.type === 'paragraph' ? (cardOf(token) ?? token) : token
  })
}

function cardOf(paragraph: MarkdownToken): MarkdownToken | undefined {
  const said = (paragraph.tokens ?? []).filter((one) => one.type !== 'text' || one.text?.trim())
  const [lead, link] = said.length > 1 ? said : [undefined, said[0]]
  if (said.length > 2 || link?.type !== 'link') return undefined
  if (lead && !(lead.type === 'text' && /^[\p{L} ]{1,30}:\s*$/u.test(lead.text ?? ''))) {
    return undefined
  }
  const kind = kindOf(link.href ?? '', Boolean(lead))
  if (!kind) return undefined
  // Embedded slides have no words of the author's.
  const isOwn = link.tokens?.[0]?.piece?.aside === true
  const words = isOwn
    ? [makeLink(link.href ?? '', [makeOwnWords(kind)])]
    : [link, makeText(' '), makeOwnWords(kind)]
  return {
    type: 'piece',
    raw: '',
    piece: { element: 'div', name: 'slides' },
    tokens: [{ ...paragraph, tokens: [...(lead ? [lead] : []), ...words] }],
  }
}

/** What is known of where a link leads, in words; undefined where it is something else. */
function kindOf(href: string, isNamed: boolean): string | undefined {
  const host = /^(?:https?:)?\/\/(?:[^/?#\s]*@)?(?:www\.)?([^/?#\s]+)/i
    .exec(href)?.[1]
    ?.toLowerCase()
  const service = host && HOSTS.find(([name]) => name.test(host))?.[1]
  if (service) return isNamed ? `on ${service}` : `Slides on ${service}`
  if (!/^[^?#]*\.pdf(?:[?#]|$)/i.test(href)) return undefined
  return host ? `PDF on ${host}` : 'PDF'
}
