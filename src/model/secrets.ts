import { tokenKind, type TokenKind } from './token-kinds.ts'

/** What looks like a token, from `start` to `end` of a text, the end left out. */
export interface Secret {
  readonly start: number
  readonly end: number
  readonly kind: TokenKind
}

// 40 hexadecimal digits may be an old token and are nearly always a commit: they are no sign.
const TOKEN = /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9_]{20,}|github_pat_[A-Za-z0-9_]{20,})/g
/** `ghp_xxxxxxxx` in a manual is an example: a real token has many different letters. */
const FEWEST_DIFFERENT = 8

/** GitHub revokes a token that becomes public: no text that holds one may go out. */
export const findSecrets = (text: string): readonly Secret[] =>
  [...text.matchAll(TOKEN)]
    .filter(
      ([token]) => new Set(token.replace(/^(?:gh._|github_pat_)/, '')).size >= FEWEST_DIFFERENT,
    )
    .map(({ 0: token, index }) => ({
      start: index,
      end: index + token.length,
      kind: tokenKind(token),
    }))
