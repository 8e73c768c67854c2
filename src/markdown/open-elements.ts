import type { MarkdownToken } from '../model/markdown.ts'

/** What a browser opens again in the next block when it was not closed in the last. */
const FORMATTING = /^(?:a|b|big|code|em|font|i|s|small|strike|strong|tt|u)$/
/** Without an end, or ended by what follows. */
const SINGLE =
  /^(?:area|base|basefont|bgsound|br|col|dd|dt|embed|hr|img|input|li|link|meta|p|param|rp|rt|source|track|wbr)$/
/** What stands in these is not read as tags. */
const OPAQUE =
  /<(?:iframe|math|noembed|noframes|plaintext|script|select|style|svg|template|textarea|title|xmp)\b/i

export interface OpenElements {
  /** Reads the raw HTML in a token and what stands in it. */
  see(token: MarkdownToken): void
  none(): boolean
  /** How many elements that change the letters' look were open at once. */
  formatting(): number
}

/** Counts the elements of raw HTML that are open after what it has seen. */
export function createOpenElements(): OpenElements {
  const open: string[] = []
  let formatting = 0
  let most = 0

  function see(token: MarkdownToken): void {
    if (token.type === 'html') seeHtml(token.raw)
    token.tokens?.forEach(see)
    token.items?.forEach(see)
    for (const row of [token.header ?? [], ...(token.rows ?? [])]) {
      row.forEach((cell) => cell.tokens.forEach(see))
    }
  }

  function seeHtml(html: string): void {
    const isOpaque = OPAQUE.test(html)
    for (const { name, end } of tagsOf(html)) {
      if (SINGLE.test(name)) continue
      const counts = FORMATTING.test(name) ? 1 : 0
      if (!end) {
        open.push(name)
        formatting += counts
        most = Math.max(most, formatting)
        continue
      }
      const at = isOpaque ? -1 : open.lastIndexOf(name)
      if (at < 0) continue
      open.splice(at, 1)
      formatting -= counts
    }
  }

  return {
    see,
    none: () => open.length === 0,
    formatting: () => most,
  }
}

interface Tag {
  readonly name: string
  readonly end: boolean
}

/** Comments are skipped, and `>` in a quoted attribute ends no tag. One walk, whatever is never closed. */
function* tagsOf(html: string): Generator<Tag> {
  const sign = /<!--|<(\/?)([a-z][\w-]*)/gi
  for (let match = sign.exec(html); match; match = sign.exec(html)) {
    const { 0: found, 1: slash, 2: name = '' } = match
    const end =
      found === '<!--' ? html.indexOf('-->', sign.lastIndex) : endOfTag(html, sign.lastIndex)
    if (end < 0) return
    sign.lastIndex = end
    if (name) yield { name: name.toLowerCase(), end: slash === '/' }
  }
}

function endOfTag(html: string, from: number): number {
  const mark = /["'>]/g
  mark.lastIndex = from
  for (let match = mark.exec(html); match; match = mark.exec(html)) {
    if (match[0] === '>') return mark.lastIndex
    const close = html.indexOf(match[0], mark.lastIndex)
    if (close < 0) return -1
    mark.lastIndex = close + 1
  }
  return -1
}
