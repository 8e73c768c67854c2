import type { MarkdownToken } from '../../model/markdown.ts'
import { makeHtml } from '../make-tokens.ts'
import { mapTokens } from '../map-tokens.ts'
import type { Rule } from '../rule.ts'

const ONLY = /#gh-(dark|light)-mode-only$/
const IMAGE = /<img\s[^<>]*>/gi
const HTML_ONLY = /\ssrc\s?=\s?["']?[^"'\s]*#gh-(dark|light)-mode-only(?=["'\s/>])/i

/**
 * GitHub's old way of saying for which theme a picture is: by the end of its address. It stands in a `<picture>` whose
 * one source, for the other theme, names nothing.
 */
export const themedPictures: Rule = {
  name: 'themed pictures',
  mayApply: (body) => /#gh-(?:dark|light)-mode-only/.test(body),
  tokens: (tokens) =>
    mapTokens(tokens, (token) => {
      if (token.type === 'html') return [rewrite(token)]
      const theme = token.type === 'image' && ONLY.exec(token.href ?? '')?.[1]
      return theme ? [makeHtml(opening(theme)), token, makeHtml(CLOSING)] : [token]
    }),
}

function rewrite(token: MarkdownToken): MarkdownToken {
  const html = token.raw.replace(IMAGE, (image) => {
    const theme = HTML_ONLY.exec(image)?.[1]
    return theme ? opening(theme) + image + CLOSING : image
  })
  return { ...token, raw: html, text: html }
}

const opening = (theme: string): string =>
  `<picture><source media="(prefers-color-scheme: ${theme.toLowerCase() === 'dark' ? 'light' : 'dark'})">`
const CLOSING = '</picture>'
