import type { MarkdownToken } from '../model/markdown.ts'

/* Tokens that a rule makes; their text is escaped when it is rendered. */

export const makeText = (text: string): MarkdownToken => ({ type: 'text', raw: text, text })

export const makeParagraph = (tokens: readonly MarkdownToken[]): MarkdownToken => ({
  type: 'paragraph',
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
