import type { MarkdownToken } from '../../model/markdown.ts'
import { attribute } from '../html-attribute.ts'
import { liftBlocks } from '../lift-blocks.ts'
import { makeHtml } from '../make-tokens.ts'
import { mapLists } from '../map-tokens.ts'
import type { Rule } from '../rule.ts'
import { makeCard } from './card.ts'

type Tokens = readonly MarkdownToken[]

/**
 * `<video>` is a card that leads to the file, as is the bare address of a video that was uploaded to GitHub: nothing is
 * loaded from there. GitHub plays only what was uploaded to it.
 */
export const videoFiles: Rule = {
  name: 'video files',
  mayApply: (body) => /<video[\s>]|\/assets\/|githubusercontent/i.test(body),
  tokens: (tokens) => mapLists(tokens, (list) => list.flatMap(change)),
}

function change(token: MarkdownToken): MarkdownToken | Tokens {
  if (token.type === 'html') return isBlock(token) ? inHtml(token) : token
  const uploaded = token.type === 'paragraph' && cardOfUpload(token)
  if (uploaded) return uploaded
  const holdsText = token.type === 'paragraph' || (token.type === 'text' && token.tokens)
  return holdsText ? liftBlocks(token, inText) : token
}

const isBlock = (token: MarkdownToken): boolean => (token as { block?: boolean }).block === true

/** A tag and, where its end stands there as well, all that it holds. */
const VIDEO = /<!--|<video(?=[\s>])[^<>]*>/gi

function inHtml(token: MarkdownToken): Tokens {
  const { raw } = token
  const parts: MarkdownToken[] = []
  let from = 0
  // Beyond the last end there is none: looking again for each would be quadratic.
  const lastEnd = raw.toLowerCase().lastIndexOf('</video')
  VIDEO.lastIndex = 0
  for (let tag = VIDEO.exec(raw); tag; tag = VIDEO.exec(raw)) {
    if (tag[0] === '<!--') {
      const end = raw.indexOf('-->', tag.index)
      if (end < 0) break
      VIDEO.lastIndex = end
      continue
    }
    let to = VIDEO.lastIndex
    if (to <= lastEnd) to += raw.slice(to).search(/<\/video/i)
    parts.push(makeHtml(raw.slice(from, tag.index)), ...cardOf(raw.slice(tag.index, to)))
    VIDEO.lastIndex = from = to
  }
  return from ? [...parts, { ...token, raw: raw.slice(from), text: raw.slice(from) }] : [token]
}

function inText(token: MarkdownToken, index: number, tokens: Tokens): Tokens | undefined {
  if (token.type !== 'html') return undefined
  if (/^<\/video|^<source/i.test(token.raw)) return []
  if (!/^<video[\s>]/i.test(token.raw)) return undefined
  const within = tokens.slice(index, index + 9).map(({ raw }) => raw)
  const end = within.findIndex((raw) => /^<\/video/i.test(raw))
  return cardOf(within.slice(0, end < 0 ? 1 : end).join(''))
}

/** What stands for `<video src=…>` or `<video><source src=…>`. */
function cardOf(html: string): Tokens {
  const tags = html.match(/<(?:video|source)\s[^<>]*>/gi) ?? []
  const url = tags.map((tag) => attribute(tag, 'src')).find(Boolean) ?? ''
  const name = url
    .replace(/[?#].*$/s, '')
    .split('/')
    .at(-1)
  const card = makeCard({ title: `Video file: ${name || url}`, url })
  return card ? [card] : []
}

/** Of what was uploaded to an issue or an editor; the newer ones have no ending that would say what they are. */
const UPLOAD =
  /^https:\/\/(?:github\.com\/(?:user-attachments|[\w.-]+\/[\w.-]+)\/assets\/[\w/-]+|(?:user-images|private-user-images)\.githubusercontent\.com\/[\w/-]+\.(?:mp4|mov|webm))$/

/** GitHub shows a player for such an address that stands alone; for a picture it would be written as one. */
function cardOfUpload({ tokens = [] }: MarkdownToken): MarkdownToken | undefined {
  const [link, ...others] = tokens.filter((one) => one.type !== 'text' || one.text?.trim())
  const url = link?.type === 'link' ? (link.href ?? '') : ''
  if (others.length || link?.text !== url || !UPLOAD.test(url)) return undefined
  return makeCard({ title: 'Video uploaded to GitHub', url })
}
