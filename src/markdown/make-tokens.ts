import type { MarkdownToken } from '../model/markdown.ts'

/** Tokens that a rule makes from words of a report. The words are shown as they are: nothing in them is markup. */

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

export const makeLink = (href: string, words: string): MarkdownToken => ({
  type: 'link',
  raw: words,
  href,
  title: null,
  text: words,
  tokens: [makeText(words)],
})

/** Gam's own words alone: this is not escaped. */
export const makeHtml = (html: string): MarkdownToken => ({
  type: 'html',
  raw: html,
  text: html,
})
