import type { MarkdownToken } from '../model/markdown.ts'
import { formatVideo, parseClock, type Video } from '../model/videos.ts'
import { changeText, linesOf, writtenText } from './lines.ts'
import { makeLink, makeText } from './make-tokens.ts'

/** As many make it sure that they are a video's. */
const FEWEST = 3

/** `0:00`, `• 1:02:03 -` or `(0:00)`, and no span of time. */
const TIME =
  /^([\s•·*–—-]*)(?:(\d{1,3}:[\d:]{2,5})|\((\d{1,3}:[\d:]{2,5})\)|\[(\d{1,3}:[\d:]{2,5})\])(?=[\s–—:|-])(?![\s–—-]*(?:\d{1,2}:\d|[ap]\.?m\b))/i

/** A paragraph or list whose lines or items begin with plain times, with these linked into a video. */
export function linkTimes(token: MarkdownToken, video: Video): MarkdownToken {
  const times: number[] = []
  const linkLine = (line: readonly MarkdownToken[]): readonly MarkdownToken[] => {
    const [first, ...rest] = line
    if (first?.type !== 'text' || first.tokens) return line
    const written = writtenText(first)
    const [raw, before = '', ...clocks] = TIME.exec(written.slice(0, 99)) ?? []
    const clock = clocks.find(Boolean) ?? ''
    const start = parseClock(clock)
    if (raw === undefined || start === undefined) return line
    times.push(start)
    return [
      makeText(before),
      makeLink(formatVideo({ ...video, start }), [makeText(clock)]),
      changeText(first, () => written.slice(raw.length)),
      ...rest,
    ]
  }
  const linkItem = (item: MarkdownToken): MarkdownToken => {
    const [first, ...more] = item.tokens ?? []
    if (!first?.tokens) return item
    return { ...item, tokens: [{ ...first, tokens: linkLine(first.tokens) }, ...more] }
  }
  const linked =
    token.type === 'list'
      ? { ...token, items: (token.items ?? []).map(linkItem) }
      : { ...token, tokens: linesOf(token.tokens ?? []).flatMap(linkLine) }
  return areOfVideo(times) ? linked : token
}

/** Times of the day ascend as well: `9:00`, `9:30`, `10:15` are none of a video's. */
const areOfVideo = (times: readonly number[]): boolean =>
  times.length >= FEWEST &&
  times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0)) &&
  (times[0] === 0 || times.some((time) => time % 5))
