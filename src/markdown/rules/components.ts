import type { MarkdownToken } from '../../model/markdown.ts'
import { decodeEntities } from '../entities.ts'
import { splitFrontMatter } from '../front-matter.ts'
import { liftBlocks } from '../lift-blocks.ts'
import { makeHtml, makeText } from '../make-tokens.ts'
import { mapLists } from '../map-tokens.ts'
import type { Rule } from '../rule.ts'
import { makeCard } from './card.ts'

type Attributes = Readonly<Record<string, string>>

/** A site's own components: `<SiteInfo name= url= />` and cards written as code are links; of others the words stay. */
export const components: Rule = {
  name: 'components',
  mayApply: (body) => /<[A-Z]+[a-z]|[`~]\s?component/.test(body),
  tokens: (tokens) => mapLists(tokens, (list) => list.flatMap(change)),
}

function change(token: MarkdownToken): MarkdownToken | readonly MarkdownToken[] {
  switch (token.type) {
    case 'html':
      return isBlock(token) ? changeBlock(token.raw) : changeInline(token)
    case 'code':
      return codeCard(token) ?? token
    case 'paragraph':
    case 'text':
      return token.tokens ? liftBlocks(token, inlineCard) : token
    default:
      return token
  }
}

const isBlock = (token: MarkdownToken): boolean => (token as { block?: boolean }).block === true

function changeBlock(raw: string): MarkdownToken[] {
  return splitTags(raw).map((part) => {
    if (typeof part === 'string') return makeHtml(part)
    return makeCard(part) ?? makeHtml('')
  })
}

// Cards are left for the paragraph to lift out.
function changeInline(token: MarkdownToken): MarkdownToken | readonly MarkdownToken[] {
  const [part] = splitTags(token.raw)
  if (typeof part !== 'object' || makeCard(part)) return token
  return part['text'] ? makeText(part['text']) : []
}

function inlineCard(token: MarkdownToken): readonly MarkdownToken[] | undefined {
  if (token.type !== 'html') return undefined
  const [part] = splitTags(token.raw)
  const card = typeof part === 'object' ? makeCard(part) : undefined
  return card && [card]
}

/** Raw HTML as what is none of a component's tags, and the attributes of those that are. */
function splitTags(html: string): (string | Attributes)[] {
  const parts: (string | Attributes)[] = []
  let at = 0
  for (const { 0: start, 1: name = '', index } of html.matchAll(/<\/?([A-Z]\w*)(?=[\s/>])/g)) {
    if (index < at || !isComponent(name)) continue
    const end = endOfTag(html, index + start.length)
    // One that is never closed ends the search: looking again for each would be quadratic.
    if (end < 0) break
    if (index > at) parts.push(html.slice(at, index))
    parts.push(readAttributes(html.slice(index + start.length, end)))
    at = end + 1
  }
  if (at < html.length) parts.push(html.slice(at))
  return parts
}

/** HTML's own elements may be written with a capital; a second one is never theirs. */
const isComponent = (name: string): boolean =>
  name === 'Badge' || (/[a-z]/.test(name) && /[A-Z].*[A-Z]/.test(name))

function endOfTag(html: string, from: number): number {
  let quote = ''
  for (let at = from; at < html.length; at++) {
    const char = html[at] ?? ''
    if (quote) quote = char === quote ? '' : quote
    else if (char === '"' || char === "'") quote = char
    else if (char === '>') return at
  }
  return -1
}

function readAttributes(text: string): Attributes {
  const attributes: Record<string, string> = {}
  for (const [, name = '', double, single] of text.matchAll(
    /\s([a-z][\w-]{0,40})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')/gi,
  )) {
    attributes[name.toLowerCase()] = decodeEntities(double ?? single ?? '')
  }
  return attributes
}

/** JSON or YAML in a block of code whose language is `component`. */
function codeCard(token: MarkdownToken): MarkdownToken | undefined {
  const { lang, text = '' } = token as MarkdownToken & { lang?: string }
  if (!lang?.startsWith('component ')) return undefined
  const card = makeCard(readJson(text) ?? splitFrontMatter(`---\n${text}\n---\n`).frontMatter)
  return card
}

function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}
