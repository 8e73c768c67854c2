import type { FrontMatterValue } from '../../model/markdown.ts'
import { splitCode } from '../code-parts.ts'
import type { Rule } from '../rule.ts'
import { endsOfElse } from './template-branches.ts'
import { linkOfTag } from './template-tags.ts'

type FrontMatter = Readonly<Record<string, FrontMatterValue>>

/**
 * Liquid (Jekyll), Vue's interpolation and Hugo's shortcodes: what they mean where that can be told. What cannot is
 * nothing in a page of a site, which begins with front matter; in another text (on Helm, say) it stays as written.
 */
export const templates: Rule = {
  name: 'templates',
  mayApply: (body) => /\{[{%]/.test(body),
  text: (body, { frontMatter }) =>
    evaluate(readItems(body, Object.keys(frontMatter).length > 0), frontMatter),
}

interface Item {
  readonly kind: 'text' | 'tag' | 'output'
  readonly raw: string
  /** What stands between the braces. */
  readonly inside: string
}

function readItems(body: string, isPage: boolean): Item[] {
  return splitCode(body).flatMap(({ code, text }) =>
    code
      ? { kind: 'text', raw: isPage ? text.replace(ESCAPED, '$1$2$3') : text, inside: '' }
      : readTemplates(text),
  )
}

/** Hugo reads shortcodes in code too: who shows one there writes it as a comment. */
const ESCAPED = /(\{\{[<%])\/\*([^{}]*?)\*\/([>%]\}\})/g

/** Each closing brace with the nearest opening one before it: one walk, however many are never closed. */
function readTemplates(text: string): Item[] {
  const items: Item[] = []
  let at = 0
  let rejected = -1
  let open: { from: number; tag: boolean } | undefined
  for (const { 0: brace, index } of text.matchAll(/\{\{|\{%|%?\}\}|%\}/g)) {
    if (brace.startsWith('{')) {
      open = { from: index, tag: brace === '{%' }
      continue
    }
    if (!open || open.tag !== (brace === '%}' || (open.tag && brace === '%}}'))) continue
    const to = index + (open.tag ? 2 : brace.length)
    const raw = text.slice(open.from, to)
    if (
      open.from === rejected ||
      !isTemplate(raw, text.slice(Math.max(0, open.from - 20), open.from))
    ) {
      rejected = to
    } else {
      items.push({ kind: 'text', raw: text.slice(at, open.from), inside: '' })
      const inside = raw.slice(2, -2).replace(/^[-<%]|[->%]$/g, '')
      const shortcode = /^\{\{[<%]/.test(raw)
      items.push({ kind: open.tag || shortcode ? 'tag' : 'output', raw, inside: inside.trim() })
      at = to
    }
    open = undefined
  }
  items.push({ kind: 'text', raw: text.slice(at), inside: '' })
  return items
}

// In a formula braces are doubled too (`x^{{2}}`, `\frac{{a}}{b}`), and `${{ }}` is no site's.
const isTemplate = (raw: string, before: string): boolean =>
  raw.length < 2000 && !/\n[ \t]*\n/.test(raw) && !/(?:[\\^_$]|\\[a-z]{1,18})$/i.test(before)

/** Tags whose content is not read as the rest is. */
const PAIRS = new Set(['highlight', 'raw', 'comment', 'for'])

function evaluate(items: readonly Item[], frontMatter: FrontMatter): string {
  const lastEnds = new Map(
    items.map(({ kind, inside }, index) => [kind === 'tag' && inside, index]),
  )
  const isPage = Object.keys(frontMatter).length > 0
  const branchEnds = isPage ? endsOfElse(items) : undefined
  const valueOf = createValues(frontMatter)
  let text = ''
  for (let at = 0; at < items.length; at++) {
    const item = items[at]
    if (!item) break
    if (item.kind === 'text') text += item.raw
    else if (item.kind === 'output') {
      text += isOfSite(item.inside, isPage) ? valueOf(item.inside) : item.raw
    } else if (/^\/\*[^]*\*\/$/.test(item.inside)) {
      text += item.raw.replace(ESCAPED, '$1$2$3').replaceAll('<', '&lt;')
    } else if (branchEnds?.has(at)) at = branchEnds.get(at) ?? at
    else {
      const [name = '', ...words] = item.inside.replace(/^\/\s+/, '/').split(/\s+/)
      const ends = [`end${name}`, `/${name}`, `/ ${name}`]
      const isPair =
        (isPage || name !== 'for') &&
        PAIRS.has(name) &&
        ends.some((end) => (lastEnds.get(end) ?? -1) > at)
      if (!isPair) {
        text += linkOfTag(name, words.join(' ')) || (isPage || SITE_TAGS.test(name) ? '' : item.raw)
        continue
      }
      const from = at + 1
      while (!ends.includes(items[++at]?.inside ?? '')) continue
      const content = items.slice(from, at).map((one) => one.raw)
      if (name === 'highlight') text += codeBlock(content.join(''), words[0])
      else if (name === 'raw') text += content.join('')
    }
  }
  return text
}

/** Whether a site would fill this in: `.Values` is Go's, and other names say little outside of a site's page. */
const isOfSite = (expression: string, isPage: boolean): boolean =>
  !expression.startsWith('.') &&
  (isPage || SITE_NAMES.test(expression) || LITERAL.test(expression.split('|', 1)[0]?.trim() ?? ''))

const SITE_NAMES =
  /^(?:site|page|post|layout|content|include|paginator|jekyll|frontmatter|\$[a-z])/i
const SITE_TAGS =
  /^(?:include\w*|post_url|link|ref|relref|figure|youtube|vimeo|gist|(?:end|\/)?(?:tabs?|hint))$/

function codeBlock(code: string, language = ''): string {
  const longest = code.match(/`+/g)?.reduce((most, run) => Math.max(most, run.length), 2) ?? 2
  const fence = '`'.repeat(longest + 1)
  const name = /^[\w+#.-]*$/.test(language) ? language : ''
  return `\n${fence}${name}\n${code.replace(/^[ \t]*\n/, '').trimEnd()}\n${fence}\n`
}

const FIELD = /^(?:page|\$?frontmatter|\$page(?:\.frontmatter)?)\.([\w$-]+)$/
const LITERAL = /^(?:\$withBase\(\s*)?(["'])([^"']*)\1\s*\)?$/

/** A long value that is filled in a thousand times would be more than a page can bear: then it is left out. */
const MOST_FILLED_IN = 200_000

function createValues(frontMatter: FrontMatter): (expression: string) => string {
  const known = new Map<string, string>()
  let left = MOST_FILLED_IN
  return (expression) => {
    const value = known.get(expression) ?? valueOf(expression, frontMatter)
    known.set(expression, value)
    left -= value.length
    return left < 0 ? '' : value
  }
}

function valueOf(expression: string, frontMatter: FrontMatter): string {
  const [source = '', ...filters] = expression.split('|').map((part) => part.trim())
  const field = FIELD.exec(source)?.[1]?.toLowerCase()
  const known = field !== undefined && Object.hasOwn(frontMatter, field)
  const fallback = filters.find((filter) => filter.startsWith('default:'))?.slice(8)
  const value =
    LITERAL.exec(source)?.[2] ??
    (known ? asText(frontMatter[field]) : (LITERAL.exec(fallback?.trim() ?? '')?.[2] ?? ''))
  const isAddress = filters.some((filter) => /^(?:relative|absolute)_url$/.test(filter))
  if (!isAddress || !value) return value
  const path = value.replaceAll(' ', '%20')
  return /^(?:\/|[a-z]+:)/i.test(path) ? path : `/${path}`
}

// As entities, since a value may come to stand in text, in an address and in HTML: they mean themselves in all three.
function asText(value: FrontMatterValue | undefined): string {
  const words = Array.isArray(value)
    ? (value as readonly (string | Record<string, string>)[])
        .map((one) => (typeof one === 'string' ? one : (one['name'] ?? '')))
        .join(', ')
    : String(value ?? '')
  return words
    .replace(/\s+/g, ' ')
    .replace(/[&<>"'`*_[\]\\~|$#{}]/g, (char) => `&#${char.charCodeAt(0)};`)
}
