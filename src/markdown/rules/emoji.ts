import { nameToEmoji } from 'gemoji'
import { WRITTEN } from '../headings.ts'
import { mapTokens } from '../map-tokens.ts'
import type { Rule } from '../rule.ts'
import { splitText } from '../split-text.ts'

const NAME = /:([\w+-]+):/g

/** GitHub's `:tada:`. What is written stays beside the character, since GitHub makes a heading's id of that. */
export const emoji: Rule = {
  name: 'emoji',
  mayApply: (body) => body.search(NAME) >= 0,
  tokens: (tokens) =>
    mapTokens(
      tokens,
      (token) => {
        if (token.type !== 'text' || token.tokens) return [token]
        return splitText(token, NAME, ([raw, name = '']) => {
          const text = Object.hasOwn(nameToEmoji, name) ? nameToEmoji[name] : undefined
          if (text === undefined) return undefined
          return {
            type: 'piece',
            raw,
            piece: { element: 'span', name: 'emoji', attributes: { [WRITTEN]: raw } },
            tokens: [{ type: 'text', raw, text }],
          }
        })
      },
      // An address that is its own text says where it leads.
      ({ type, text = '' }) => type !== 'link' || !/^(?:\w+:\/\/|www\.)/i.test(text),
    ),
}
