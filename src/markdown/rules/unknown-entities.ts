import type { MarkdownToken } from '../../model/markdown.ts'
import { decodeEntities } from '../entities.ts'
import { mapTokens } from '../map-tokens.ts'
import type { TextToken } from '../parse.ts'
import type { Rule } from '../rule.ts'
import { sanitize } from '../sanitize.ts'

const NAME = /&[a-z][a-z\d]+;/gi

/** What is no entity stays as it is written: a browser reads `&notreal;` as `&not;real;`. */
export const unknownEntities: Rule = {
  name: 'unknown entities',
  // The browser knows all names; in a worker there is nobody to ask.
  mayApply: (body) => typeof document !== 'undefined' && body.search(NAME) >= 0,
  tokens: (tokens) => mapTokens(tokens, (token) => [isText(token) ? escapeUnknown(token) : token]),
}

const isText = (token: MarkdownToken): token is MarkdownToken & { readonly html: string } =>
  token.type === 'text' && (token as TextToken).html !== undefined

const nothing = (): void => undefined

function escapeUnknown<Text extends { readonly html: string }>(token: Text): Text {
  const names = token.html.match(NAME)?.filter((name) => decodeEntities(name) === name)
  if (!names?.length) return token
  const read = String(sanitize(names.join('<br>'), nothing, nothing)).split('<br>')
  const torn = new Set(
    names.filter((_, at) => /^(?!&(?:lt|gt|amp|nbsp);$).+;$/.test(read[at] ?? '')),
  )
  const escape = (name: string) => (torn.has(name) ? `&amp;${name.slice(1)}` : name)
  return { ...token, html: token.html.replace(NAME, escape) }
}
