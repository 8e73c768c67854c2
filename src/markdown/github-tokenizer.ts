import { Tokenizer, type Tokens } from 'marked'

// A dot in the host and no `_` in its last two parts; the last part of a mail address ends in no digit.
const ADDRESS =
  /^(?:mailto:.*\D|xmpp:.*|(?:\w+:\/\/)?(?:[^/:?#]*\.)?[^./:?#_]+\.[^./:?#_]*(?:[/:?#].*)?)$/s

/** Where marked reads a text in another way than GitHub does; `tests/markdown/as-github.test.ts` holds them together. */
export class GithubTokenizer extends Tokenizer {
  readonly #until: number

  /** Gives up, by throwing, when `performance.now()` is later than `until`. */
  constructor(until: number) {
    super()
    this.#until = until
  }

  // These two are asked first, for each block and for each piece of running text.
  override space(src: string): Tokens.Space | undefined {
    this.#check()
    return super.space(src)
  }
  override escape(src: string): Tokens.Escape | undefined {
    this.#check()
    return super.escape(src)
  }
  #check(): void {
    if (performance.now() > this.#until) throw new Error('too slow')
  }

  // `pkg@1.2.3` is no mail and `http://localhost` no link.
  override url(src: string): Tokens.Link | undefined {
    const link = super.url(src)
    if (!link || ADDRESS.test(link.href)) return link
    // The lexer takes any token here. What is given back as text is not tried again.
    const raw = /^\w+:\/\//.exec(link.raw)?.[0] ?? link.raw
    return { type: 'text', raw, text: raw } as unknown as Tokens.Link
  }

  // Deeply indented lines go on with a paragraph, but what stands after a blank line is code.
  override code(src: string): Tokens.Code | undefined {
    const code = super.code(src)
    if (code && this.lexer.state.lastToken?.type === 'text') {
      code.raw = code.text = code.raw.split(/\n[ \t]*\n/, 1)[0] ?? ''
    }
    return code
  }
}
