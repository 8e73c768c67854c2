import type { MarkdownToken } from '../../model/markdown.ts'
import { checkVideo, type Video } from '../../model/videos.ts'
import { chapterOfItem, chapterOfLine, goOn, makeChapters, type Chapter } from '../chapter.ts'
import { partsOf } from '../chapter-runs.ts'
import { oneLine, shownText } from '../headings.ts'
import { linesOf } from '../lines.ts'
import { linkTimes } from '../link-times.ts'
import type { Rule } from '../rule.ts'
import { makeVideo } from './videos.ts'

/**
 * Lines or items that each begin with a time linked into one video are its chapters, below a place for its player. So
 * are those that begin with plain times, where the video stands before them.
 */
export const chapters: Rule = {
  name: 'chapters',
  mayApply: (body) => /\d:\d\d/.test(body) && /youtu|vimeo/i.test(body),
  tokens: inBlocks,
}

function inBlocks(tokens: readonly MarkdownToken[]): readonly MarkdownToken[] {
  const blocks: MarkdownToken[] = []
  /** The videos that have a place between this heading and the next. */
  let placed = placesFrom(tokens, 0)
  /** The video whose place stands last before this, in the same section. */
  let last: Video | undefined
  const add = (run: readonly Chapter[], others: () => MarkdownToken) => {
    const video = run[0]?.video
    if (!video) return blocks.push(others())
    const name = nameOf(video)
    if (!placed.has(name)) blocks.push(makeVideo({ ...video, start: 0 }, leadIn(blocks)))
    placed.add(name)
    last = video
    return blocks.push(makeChapters(run))
  }
  tokens.forEach((written, index) => {
    const token =
      last && /^(?:paragraph|list)$/.test(written.type) ? linkTimes(written, last) : written
    last = placeOf(token) ?? last
    if (token.type === 'heading') {
      placed = placesFrom(tokens, index + 1)
      // The place right above the heading serves what stands below it as well.
      if (last) placed.add(nameOf(last))
      last = undefined
    }
    if (token.type === 'paragraph') {
      for (const { chapters, units } of partsOf(linesOf(token.tokens ?? []), chapterOfLine, goOn)) {
        add(chapters, () => ({ ...token, tokens: units.flat() }))
      }
    } else if (token.type === 'list') {
      let start = Number((token as { start?: unknown }).start)
      for (const { chapters, units } of partsOf(token.items ?? [], chapterOfItem, endsRun)) {
        const at = start
        add(chapters, () => Object.assign({ ...token, items: units }, at && { start: at }))
        start += units.length
      }
    } else if (/^(?:blockquote|piece)$/.test(token.type)) {
      blocks.push({ ...token, tokens: inBlocks(token.tokens ?? []) })
    } else blocks.push(token)
  })
  return blocks
}

const endsRun = () => undefined

function placesFrom(tokens: readonly MarkdownToken[], from: number): Set<string> {
  const places = new Set<string>()
  for (let index = from; index < tokens.length; index++) {
    const token = tokens[index]
    if (token?.type === 'heading') break
    const video = token && placeOf(token)
    if (video) places.add(nameOf(video))
  }
  return places
}

function placeOf({ piece }: MarkdownToken): Video | undefined {
  const { 'data-gam-video-host': host, 'data-gam-video-id': id } = piece?.attributes ?? {}
  return checkVideo(host, id, undefined)
}

const nameOf = ({ host, id }: Video): string => `${host} ${id}`

/** The words right before a run of chapters, where they introduce it. */
function leadIn(blocks: readonly MarkdownToken[]): string {
  const before = blocks.findLast((block) => block.type !== 'space')
  if (before?.type !== 'paragraph') return ''
  const line = oneLine(shownText(linesOf(before.tokens ?? []).at(-1) ?? []))
  return line.endsWith(':') ? line.slice(0, -1) : ''
}
