import type { MarkdownToken } from '../../model/markdown.ts'
import { formatVideo, HOST_NAMES, parseVideo, type Video } from '../../model/videos.ts'
import { decodeEntities } from '../entities.ts'
import { attribute } from '../html-attribute.ts'
import { oneLine, shownText } from '../headings.ts'
import { makeLink, makeOwnWords, makeParagraph, makeText } from '../make-tokens.ts'
import type { Rule } from '../rule.ts'

/**
 * Videos that are embedded, or linked alone in a paragraph: a place for a player, with a link in it that works without
 * one. What else is embedded becomes a link; GitHub drops it.
 */
export const videos: Rule = {
  name: 'videos',
  mayApply: (body) => /<iframe|youtu|vimeo/i.test(body),
  tokens: (tokens) => inBlocks(tokens),
}

/** A place for the player of a video; its link is the author's, or in Gam's words. */
export function makeVideo(video: Video, title = '', link = ownLink(video)): MarkdownToken {
  const { host, id, start } = video
  return {
    type: 'piece',
    raw: '',
    piece: {
      element: 'div',
      name: 'video',
      attributes: {
        'data-gam-video-host': host,
        'data-gam-video-id': id,
        ...(start && { 'data-gam-video-start': String(start) }),
        ...(title && { 'data-gam-video-title': title }),
      },
    },
    tokens: [makeParagraph([link])],
  }
}

const ownLink = (video: Video): MarkdownToken =>
  makeLink(formatVideo(video), [makeOwnWords(`Video on ${HOST_NAMES[video.host]}`)])

function inBlocks(tokens: readonly MarkdownToken[], within?: 'item'): MarkdownToken[] {
  return tokens.flatMap((token): MarkdownToken[] => {
    switch (token.type) {
      case 'html':
        return inHtml(token)
      case 'paragraph':
      case 'text':
        return token.tokens ? inParagraph(token, token.tokens, within) : [token]
      case 'list':
        return [{ ...token, items: inBlocks(token.items ?? []) }]
      case 'list_item':
        return [{ ...token, tokens: inBlocks(token.tokens ?? [], 'item') }]
      case 'blockquote':
      case 'piece':
        return [{ ...token, tokens: inBlocks(token.tokens ?? [], within) }]
      default:
        return [token]
    }
  })
}

function inParagraph(
  token: MarkdownToken,
  inside: readonly MarkdownToken[],
  within?: 'item',
): MarkdownToken[] {
  // A list of films stays a list: stills would tear it apart.
  const link = within ? undefined : linkAlone(token)
  const linked = link && parseVideo(link.href ?? '')
  if (linked) return [linkedVideo(linked, link)]
  if (!inside.some(isFrame)) return [token]
  const blocks: MarkdownToken[] = []
  let run: MarkdownToken[] = []
  const endRun = () => {
    if (run.some((one) => one.type !== 'text' || one.text?.trim())) {
      blocks.push({ ...token, tokens: run })
    }
    run = []
  }
  for (const one of inside) {
    if (isFrame(one)) {
      endRun()
      blocks.push(...embedded(one.raw))
    } else if (!/^<\/iframe/i.test(one.raw)) run.push(one)
  }
  endRun()
  return blocks
}

/** The link of a paragraph that holds nothing else. */
function linkAlone({ type, tokens = [] }: MarkdownToken): MarkdownToken | undefined {
  if (type !== 'paragraph') return undefined
  const said = tokens.filter((token) => token.type !== 'text' || token.text?.trim())
  return said.length === 1 && said[0]?.type === 'link' ? said[0] : undefined
}

const isFrame = (token: MarkdownToken): boolean =>
  token.type === 'html' && /^<iframe[\s>]/i.test(token.raw)

function linkedVideo(video: Video, link: MarkdownToken): MarkdownToken {
  // A picture of the film would come from its host; only its words stay.
  const picture = link.tokens?.find((token) => token.type === 'image')
  const said = picture ? decodeEntities(picture.text ?? '') : shownText(link.tokens ?? [])
  const title = oneLine(said)
  if (!title || parseVideo(title) || parseVideo(`https://${title}`)) return makeVideo(video)
  return makeVideo(video, title, picture ? makeLink(link.href ?? '', [makeText(title)]) : link)
}

function inHtml(token: MarkdownToken): MarkdownToken[] {
  const { raw } = token
  const tokens: MarkdownToken[] = []
  const addHtml = (part: string) => {
    if (part.trim()) tokens.push({ ...token, raw: part, text: part })
  }
  const signs = /<!--|<iframe(?=[\s>])[^<>]*>(?:[^<]*<\/iframe\s*>)?/gi
  let from = 0
  for (let sign = signs.exec(raw); sign; sign = signs.exec(raw)) {
    if (sign[0] === '<!--') {
      const end = raw.indexOf('-->', sign.index)
      if (end < 0) break
      signs.lastIndex = end
      continue
    }
    addHtml(raw.slice(from, sign.index))
    tokens.push(...embedded(sign[0]))
    from = signs.lastIndex
  }
  if (!from) return [token]
  addHtml(raw.slice(from))
  return tokens
}

/** What stands for one `<iframe …>`. */
function embedded(html: string): MarkdownToken[] {
  const src = attribute(html, 'src').replace(/^\/\//, 'https://')
  const video = parseVideo(src)
  if (video) return [makeVideo(video, ownTitle(attribute(html, 'title')))]
  const host = /^https?:\/\/(?:[^/?#\s]*@)?([^/?#\s]+)/i.exec(src)?.[1]
  return host ? [makeParagraph([makeLink(src, [makeOwnWords(`Embedded page: ${host}`)])])] : []
}

/** YouTube's own code for embedding gives every film the same title. */
const ownTitle = (title: string): string =>
  /^(?:youtube |vimeo )?video player$/i.test(title) ? '' : title
