import { mapTokens } from '../map-tokens.ts'
import type { Rule } from '../rule.ts'
import { splitText } from '../split-text.ts'

const MENTION =
  /@([a-z\d](?:-?[a-z\d]){0,38})(?![\w@/-])|([a-z\d-]{1,39}\/[\w.-]{1,100})?#([1-9]\d{0,8})(?![\w#-])/gi

/** After one of these it is a part of something else. */
const JOINED = /[\w@#&/.-]/

/** A tag within which words are no prose. */
const CLOSED = /^<(\/?)(?:a|code|kbd|pre|samp|tt)(?:\s[^<>]*)?>$/i

/** Accounts, issues and pull requests as links, as GitHub has them in its discussions. */
export const mentions: Rule = {
  name: 'mentions',
  mayApply: (body) => /@\w|#\d/.test(body),
  tokens(tokens, { repositoryUrl }) {
    if (repositoryUrl === undefined) return tokens
    const host = repositoryUrl.split('/').slice(0, -2).join('/')
    let closed = false
    return mapTokens(
      tokens,
      (token) => {
        if (token.type === 'html') {
          const [found, end] = CLOSED.exec(token.raw) ?? []
          if (found) closed = !end
        } else if (token.type !== 'text' || token.tokens) {
          // What is opened in a block ends with it.
          if (/^(?:paragraph|heading|text|list_item)$/.test(token.type)) closed = false
        } else if (!closed) {
          return splitText(token, MENTION, (match) => {
            const [raw, name, repository, number] = match
            if (JOINED.test(match.input[match.index - 1] ?? '')) return undefined
            const of = repository ? `${host}/${repository}` : repositoryUrl
            const href = name ? `${host}/${name}` : `${of}/issues/${number}`
            return {
              type: 'link',
              raw,
              href,
              title: null,
              text: raw,
              tokens: [{ type: 'text', raw, text: raw }],
            }
          })
        }
        return [token]
      },
      ({ type }) => type !== 'link',
    )
  },
}
