import type { MarkdownToken } from '../model/markdown.ts'

/* Tokens that a rule makes. */

/** Words as they are: nothing in them is markup. */
export function makeText(words: string): MarkdownToken {
  const token = { type: 'text', raw: words, text: words }
  // What looks like an entity would else be read as one.
  return words.includes('&')
    ? Object.assign(token, { html: words.replaceAll('&', '&amp;') })
    : token
}

export const makeParagraph = (tokens: readonly MarkdownToken[]): MarkdownToken => ({
  type: 'paragraph',
  raw: '',
  tokens,
})

export const makeStrong = (tokens: readonly MarkdownToken[]): MarkdownToken => ({
  type: 'strong',
  raw: '',
  tokens,
})

export const makeLink = (href: string, tokens: readonly MarkdownToken[]): MarkdownToken => ({
  type: 'link',
  raw: '',
  href,
  title: null,
  tokens,
})

export const makeSpan = (name: string, tokens: readonly MarkdownToken[]): MarkdownToken => ({
  type: 'piece',
  raw: '',
  piece: { element: 'span', name },
  tokens,
})

/** Words that the report does not say: no fact is made of them. */
export const makeOwnWords = (text: string): MarkdownToken => ({
  type: 'piece',
  raw: '',
  piece: { element: 'span', name: 'own', aside: true },
  tokens: [makeText(text)],
})

/** It is written as it stands: Gam's own alone, nothing of a report. */
export const makeHtml = (html: string): MarkdownToken => ({ type: 'html', raw: html, text: html })
