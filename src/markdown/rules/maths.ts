import type { Lexer, MarkedOptions, TokenizerExtension, Tokens } from 'marked'
import type { MarkdownToken } from '../../model/markdown.ts'
import { makeText } from '../make-tokens.ts'
import { mapTokens } from '../map-tokens.ts'
import type { Rule } from '../rule.ts'
import { readFormula, readFormulaBlock } from './formula.ts'

type Display = 'inline' | 'block'

const inline: TokenizerExtension = {
  name: 'formula',
  level: 'inline',
  start: (src) => src.indexOf('$'),
  tokenizer(src, tokens) {
    if (src[0] !== '$') return undefined
    const found = readFormula(src, () => tokens.at(-1)?.raw.at(-1) ?? '')
    return found && (formula(found.raw, found.tex, found.display) as Tokens.Generic)
  },
}

const block: TokenizerExtension = {
  name: 'formula block',
  level: 'block',
  // A formula ends a paragraph. No further than that is looked, or many paragraphs would take quadratic time.
  start: (src) => src.slice(0, 5000).match(/\n {0,3}\$\$/)?.index,
  tokenizer(src) {
    shelter(this.lexer as Lexer)
    const found = readFormulaBlock(src)
    return found && (formula(found.raw, found.tex) as Tokens.Generic)
  },
}

/** GitHub's formulas in TeX: `$…$`, `` $`…`$ ``, `$$…$$` and blocks of code in the language `math`. */
export const maths: Rule = {
  name: 'maths',
  mayApply: (body) => /\$\S[^]*\$|[`~] *math/.test(body),
  extensions: [block, inline],
  tokens: (tokens) =>
    mapTokens(tokens, (token) => {
      // A picture's description is no place for elements.
      if (token.type === 'image') return [{ ...token, tokens: asWritten(token.tokens ?? []) }]
      const isMaths = token.type === 'code' && /^math(?!\S)/.test((token as Code).lang ?? '')
      return [isMaths ? formula(token.raw, token.text ?? '') : token]
    }),
}

const asWritten = (tokens: readonly MarkdownToken[]): readonly MarkdownToken[] =>
  mapTokens(tokens, (token) => [token.piece?.name === 'math' ? makeText(token.raw) : token])

interface Code extends MarkdownToken {
  readonly lang?: string
}

/** The TeX stands in it as code, which is read where it cannot be drawn. */
function formula(raw: string, tex: string, shown?: Display): MarkdownToken {
  return {
    type: 'piece',
    raw,
    piece: {
      element: shown ? 'span' : 'div',
      name: 'math',
      attributes: { 'data-gam-display': shown ?? 'block' },
    },
    tokens: [{ type: shown ? 'codespan' : 'code', raw, text: tex }],
  }
}

/** marked seeks the end of emphasis before it reads what stands inside: `*a $b*c$ d*` would end in the formula. */
function shelter(lexer: Lexer): void {
  lexer.options.hooks ??= { emStrongMask: maskFormulas } as NonNullable<MarkedOptions['hooks']>
}

function maskFormulas(masked: string): string {
  let text = ''
  let at = 0
  for (let from = masked.indexOf('$'); from >= 0; from = masked.indexOf('$', at)) {
    const found = readFormula(masked.slice(from), () => masked[from - 1] ?? '')
    const to = from + (found?.raw.length ?? 1)
    text += masked.slice(at, from) + (found ? `$${'a'.repeat(found.raw.length - 2)}$` : '$')
    at = to
  }
  return text + masked.slice(at)
}
