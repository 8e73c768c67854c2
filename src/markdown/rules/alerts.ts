import type { TokenizerExtension } from 'marked'
import type { Rule } from '../rule.ts'

const OPENING = /^ {0,3}> ?\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i

const alert: TokenizerExtension = {
  name: 'alert',
  level: 'block',
  tokenizer(src, tokens) {
    const kind = OPENING.exec(src)?.[1]?.toLowerCase()
    // GitHub knows no alerts in quotes, lists or alerts.
    if (kind === undefined || tokens !== this.lexer.tokens) return undefined
    const quote = this.lexer.options.tokenizer?.blockquote(src)
    if (!quote) return undefined
    const title = kind[0]?.toUpperCase() + kind.slice(1)
    const inside = quote.text.replace(/^.*\n?/, '')
    return {
      type: 'piece',
      raw: quote.raw,
      piece: { element: 'div', name: 'alert', attributes: { 'data-gam-kind': kind } },
      tokens: [
        {
          type: 'piece',
          raw: '',
          piece: { element: 'div', name: 'alert-title', aside: true },
          tokens: this.lexer.blockTokens(title, []),
        },
        ...this.lexer.blockTokens(inside, []),
      ],
    }
  },
}

/** GitHub's `> [!NOTE]` and its kin. */
export const alerts: Rule = {
  name: 'alerts',
  mayApply: (body) => /\[!\w+\]/.test(body),
  extensions: [alert],
}
