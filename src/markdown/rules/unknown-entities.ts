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
  tokens(tokens) {
    const names = new Set<string>()
    mapTokens(tokens, (token) => {
      if (isText(token)) token.html.match(NAME)?.forEach((name) => names.add(name))
      return [token]
    })
    const torn = tornOf([...names].filter((name) => decodeEntities(name) === name))
    if (!torn.size) return tokens
    const escape = (name: string) => (torn.has(name) ? `&amp;${name.slice(1)}` : name)
    return mapTokens(tokens, (token) => [
      isText(token) ? { ...token, html: token.html.replace(NAME, escape) } : token,
    ])
  },
}

const isText = (token: MarkdownToken): token is MarkdownToken & { readonly html: string } =>
  token.type === 'text' && (token as TextToken).html !== undefined

const nothing = (): void => undefined

/** Those of which a browser reads a part. It is asked once: each question makes a document. */
function tornOf(names: readonly string[]): ReadonlySet<string> {
  const read = names.length
    ? String(sanitize(names.join('<br>'), nothing, nothing)).split('<br>')
    : []
  return new Set(names.filter((_, at) => /^(?!&(?:lt|gt|amp|nbsp);$).+;$/.test(read[at] ?? '')))
}
