import type { MarkdownToken } from '../model/markdown.ts'
import { formatClock, parseClock, parseVideo, type Video } from '../model/videos.ts'
import { shownText } from './headings.ts'
import { changeText, writtenText } from './lines.ts'
import { makeOwnWords, makeSpan, makeText } from './make-tokens.ts'

/** What an author's label and link may differ by, in seconds, before both are told. */
const SLIP = 60

/** A time in a video, and what is said of it. */
export interface Chapter {
  /** Begins where the link points. */
  readonly video: Video
  readonly link: MarkdownToken
  /** In seconds, as the author's label has it. */
  readonly label: number
  /** The rest of the line. */
  readonly about: readonly MarkdownToken[]
  /** What else a list's item holds. */
  readonly more: readonly MarkdownToken[]
}

/** The chapter that a line of running text is: a time, linked into a video, stands first in it. */
export function chapterOfLine(line: readonly MarkdownToken[]): Chapter | undefined {
  const at = line.findIndex((token) => token.type !== 'text' || !/^[\s•·*–—-]*$/.test(token.raw))
  const link = line[at]
  if (link?.type !== 'link') return undefined
  const label = parseClock(shownText(link.tokens ?? []))
  const video = label === undefined ? undefined : parseVideo(link.href ?? '')
  if (label === undefined || !video) return undefined
  return { video, link, label, about: line.slice(at + 1), more: [] }
}

/** The chapter that an item of a list begins with. */
export function chapterOfItem({ tokens = [] }: MarkdownToken): Chapter | undefined {
  const [first, ...more] = tokens
  if (first?.type !== 'text' && first?.type !== 'paragraph') return undefined
  const chapter = chapterOfLine(first.tokens ?? [])
  return chapter && { ...chapter, more }
}

/** A chapter and the lines that its words go on with; none where those introduce something else. */
export function goOn(
  chapter: Chapter,
  lines: readonly (readonly MarkdownToken[])[],
): Chapter | undefined {
  const words = lines.flat()
  if (shownText(words).trimEnd().endsWith(':')) return undefined
  return { ...chapter, about: [...chapter.about, ...words] }
}

/** Chapters as a list of links, each with its time, its title and who speaks. */
export const makeChapters = (chapters: readonly Chapter[]): MarkdownToken => ({
  type: 'piece',
  raw: '',
  piece: { element: 'div', name: 'chapters' },
  tokens: [
    Object.assign(
      { type: 'list', raw: '', items: chapters.map(makeItem) },
      { ordered: true, start: 1, loose: false },
    ),
  ],
})

function makeItem({ video, link, label, about, more }: Chapter): MarkdownToken {
  const { title, speaker } = splitSpeaker(withoutDash(about))
  const time = makeSpan('time', link.tokens ?? [])
  const talk = title.length ? [makeText(' '), makeSpan('talk', title)] : []
  const mayBeLinked = !title.some(holdsLink)
  const words = [
    { ...link, tokens: [time, ...(mayBeLinked ? talk : [])] },
    ...(mayBeLinked ? [] : talk),
    ...(speaker.length ? [makeText(' '), makeSpan('speaker', speaker)] : []),
  ]
  if (Math.abs(label - video.start) > SLIP) {
    words.push(makeText(' '), makeOwnWords(`plays at ${formatClock(video.start)}`))
  }
  return { type: 'list_item', raw: '', tokens: [{ type: 'text', raw: '', tokens: words }, ...more] }
}

const DASH = /^(?:\s|&nbsp;)*(?:(?:[-–—:|]|&[mn]dash;)\s*)?/

function withoutDash(about: readonly MarkdownToken[]): MarkdownToken[] {
  const tokens = [...about]
  trim(tokens, 0, (written) => written.replace(DASH, ''))
  trim(tokens, tokens.length - 1, (written) => written.trimEnd())
  return tokens
}

/** Changes the first or last token in place, where it is text or the end of a line. */
function trim(tokens: MarkdownToken[], at: number, change: (written: string) => string): void {
  const token = tokens[at]
  if (token?.type === 'br') tokens.splice(at, 1)
  if (token?.type !== 'text') return
  const left = changeText(token, change)
  tokens.splice(at, 1, ...(left.raw ? [left] : []))
}

/** By whom it is, or with whom, is what follows these words where a name begins. */
const SPEAKERS = [/\sby (?=[\p{Lu}@]|$)/u, /\swith (?=[\p{Lu}@]|$)/u]

function splitSpeaker(about: readonly MarkdownToken[]) {
  for (const sign of SPEAKERS) {
    const at = about.findIndex((token) => token.type === 'text' && sign.test(writtenText(token)))
    const token = about[at]
    if (!token) continue
    const from = writtenText(token).search(sign)
    const title = [...about.slice(0, at), changeText(token, (text) => text.slice(0, from))]
    trim(title, title.length - 1, (written) => written.trimEnd().replace(/,$/, ''))
    const speaker = [changeText(token, (text) => text.slice(from + 1)), ...about.slice(at + 1)]
    return { title, speaker }
  }
  return { title: about, speaker: [] }
}

const holdsLink = (token: MarkdownToken): boolean =>
  token.type === 'link' || token.type === 'html' || (token.tokens ?? []).some(holdsLink)
