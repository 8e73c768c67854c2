import type { MarkdownToken } from '../model/markdown.ts'

/** Stands in a block's text where the author's excerpt ends. */
export const SEPARATOR = '\0'

/** A piece of a report as plain text. */
export interface Block {
  readonly kind: 'heading' | 'paragraph' | 'item' | 'row' | 'code' | 'html'
  readonly text: string
  /** The words in bold that a paragraph or item begins with. */
  readonly lead?: string
}

/** The blocks of a report in its order, as plain text; empty ones are left out. `separator` is the author's own. */
export function blocksOf(tokens: readonly MarkdownToken[], separator: string): Block[] {
  const blocks: Block[] = []
  const ends = (raw: string) => raw.trim() === separator || /^<!--\s*more\s*-->/.test(raw.trim())

  function add(kind: Block['kind'], text: string, lead?: string): void {
    const clean = tidy(text)
    if (clean) blocks.push({ kind, text: clean, ...(lead && { lead: tidy(lead) }) })
  }

  function inline(tokens: readonly MarkdownToken[]): string {
    return tokens
      .map((token) => {
        if (token.type === 'html') return ends(token.raw) ? SEPARATOR : ''
        if (token.type === 'image' || token.piece?.aside) return ''
        if (token.type === 'br') return '\n'
        return token.tokens ? inline(token.tokens) : (token.text ?? '')
      })
      .join('')
  }

  function leadOf(tokens: readonly MarkdownToken[]): string {
    const first = tokens.find((token) => token.type !== 'text' || token.text?.trim())
    return first?.type === 'strong' ? inline(first.tokens ?? []) : ''
  }

  function walk(tokens: readonly MarkdownToken[], within?: 'item'): void {
    for (const token of tokens) {
      switch (token.type) {
        case 'heading':
          add('heading', inline(token.tokens ?? []))
          break
        case 'paragraph':
        case 'text': {
          const inside = token.tokens ?? []
          add(
            within ?? 'paragraph',
            token.tokens ? inline(inside) : (token.text ?? ''),
            leadOf(inside),
          )
          break
        }
        case 'list':
          token.items?.forEach((item) => walk(item.tokens ?? [], 'item'))
          break
        case 'piece':
          if (!token.piece?.aside) walk(token.tokens ?? [], within)
          break
        case 'blockquote':
          walk(token.tokens ?? [], within)
          break
        case 'table':
          for (const row of [token.header ?? [], ...(token.rows ?? [])]) {
            add('row', row.map((cell) => inline(cell.tokens)).join(' '))
          }
          break
        case 'code':
          add('code', token.text ?? '')
          break
        case 'html':
          add('html', ends(token.raw) ? SEPARATOR : withoutTags(token.raw))
          break
        case 'hr':
          if (ends(token.raw)) add('html', SEPARATOR)
      }
    }
  }

  walk(tokens)
  return blocks
}

// The words that make a quotation one of GitHub's alerts.
const tidy = (text: string): string =>
  text
    .replace(/^\[!\w+\][ \t]*$/gim, '')
    .replace(/[^\S\n]+/g, ' ')
    .trim()

/** The words of raw HTML. In steps, each linear: an expression from tag to tag would not be. */
function withoutTags(html: string): string {
  return cutOut(cutOut(html, '<!--', '-->'), /<(?:script|style)\b/i, /<\/(?:script|style)\s*>/i)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
}

function cutOut(text: string, from: string | RegExp, to: string | RegExp): string {
  const [first = '', ...rest] = text.split(from)
  return first + rest.map((part) => part.split(to).slice(1).join(' ')).join('')
}
