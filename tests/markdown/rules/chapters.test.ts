// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { makeFacts } from '../../../src/facts/make-facts.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { chapters } from '../../../src/markdown/rules/chapters.ts'
import { videos } from '../../../src/markdown/rules/videos.ts'
import { wantsRules } from '../../../src/markdown/wanted-rules.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { show } from '../show.ts'

const ONE = 'https://youtu.be/-C_YL6za0-E'
const TWO = 'https://youtu.be/Raj0zaqBxOc'

const SHA = '0'.repeat(40) as Sha
const parse = (text: string) => parseReport(text, [videos, chapters])

/** The blocks of a report in a few words each. */
function outline(text: string): string[] {
  return [...show(parse(text)).children].map((block) => {
    if (block.matches('[data-gam="video"]'))
      return `video ${block.getAttribute('data-gam-video-id')}`
    if (!block.matches('[data-gam="chapters"]'))
      return `${block.tagName} ${block.textContent.trim()}`
    return [...block.querySelectorAll('li')].map((item) => item.textContent.trim()).join(' | ')
  })
}

const RUN = `The first part:
[0:05](${ONE}?t=5s) - Opening words by Patrick Chanezon
[9:05](${ONE}?t=9m6s)- Questions and answers with Solomon Hykes and Justin Cormack 
[49:09](${ONE}?t=49m9s) Open floor`

test('soft-broken lines become chapters below their lead-in and a place for the player', () => {
  expect(wantsRules(RUN)).toBe(true)
  expect(outline(RUN)).toEqual([
    'P The first part:',
    'video -C_YL6za0-E',
    '0:05 Opening words by Patrick Chanezon | ' +
      '9:05 Questions and answers with Solomon Hykes and Justin Cormack | 49:09 Open floor',
  ])
})

test('a chapter is the author’s link with its time and title; who speaks stands apart', () => {
  const page = show(parse(RUN))
  expect(page.querySelector('[data-gam="chapters"] > ol > li')?.innerHTML.trim()).toBe(
    `<a href="${ONE}?t=5s" rel="noopener noreferrer"><span data-gam="time">0:05</span> ` +
      `<span data-gam="talk">Opening words</span></a> ` +
      `<span data-gam="speaker">by Patrick Chanezon</span>`,
  )
  const place = page.querySelector<HTMLElement>('[data-gam="video"]')
  expect(place?.dataset['gamVideoTitle']).toBe('The first part')
  expect(place?.dataset['gamVideoStart']).toBeUndefined()
})

test.each([
  ['a tight list', `- [0:05](${ONE}?t=5) - A\n- [1:00](${ONE}?t=60) - B`],
  ['a loose list', `- [0:05](${ONE}?t=5) - A\n\n- [1:00](${ONE}?t=60) - B`],
  ['a numbered list', `1. [0:05](${ONE}?t=5): A\n2. [1:00](${ONE}?t=60): B`],
  ['hard breaks', `[0:05](${ONE}?t=5) &ndash; A  \n[1:00](${ONE}?t=60) &mdash; B`],
  ['bullets without a list', `• [0:05](${ONE}?t=5) — A\n• [1:00](${ONE}?t=60) — B`],
])('%s too', (_, text) => {
  expect(wantsRules(text)).toBe(true)
  expect(outline(text)).toEqual(['video -C_YL6za0-E', '0:05 A | 1:00 B'])
})

test('runs of two videos in one paragraph, and what stands between and after, stay in order', () => {
  const text = `${RUN}\nThe second part:\n[0:18](${TWO}?t=18s) - A\n[7:52](${TWO}?t=7m52s) - B\n\nAfter.`
  expect(outline(text).map((block) => block.split(' ').slice(0, 3).join(' '))).toEqual([
    'P The first',
    'video -C_YL6za0-E',
    '0:05 Opening words',
    'P The second',
    'video Raj0zaqBxOc',
    '0:18 A |',
    'P After.',
  ])
})

test('no second place where the video stands near', () => {
  const run = `[0:05](${ONE}?t=5) - A\n[1:00](${ONE}?t=60) - B`
  const frame = '<iframe src="https://www.youtube.com/embed/-C_YL6za0-E"></iframe>'
  const places = (text: string) => outline(text).filter((block) => block.startsWith('video'))
  expect(places(`${frame}\n\nWhat it holds:\n${run}`)).toHaveLength(1)
  expect(places(`${run}\n\n${frame}`)).toHaveLength(1)
  expect(places(`${run}\n\nMore:\n\n${run}`)).toHaveLength(1)
  expect(places(`${frame}\n\nIts words.\n\n## Chapters\n\n${run}`)).toHaveLength(1)
  expect(places(`${frame}\n\n## Later\n\n## Still later\n\n${run}`)).toHaveLength(2)
  const other = `https://youtu.be/Raj0zaqBxOc`
  expect(places(`${frame}\n\n${other}\n\n## Chapters\n\n${run}`)).toHaveLength(3)
})

const FILM = `[The film](${ONE})`
test.each([
  ['lines', '0:00 Intro\n1:05 - Middle\n1:02:03: End by Ann'],
  ['hard breaks', '0:00 Intro  \n1:05 Middle  \n1:02:03 End by Ann'],
  ['a list', '- 0:00 Intro\n- 1:05 – Middle\n- 1:02:03 End by Ann'],
  ['a loose list', '- 0:00 Intro\n\n- 1:05 Middle\n\n- 1:02:03 End by Ann'],
  ['in brackets', '(0:00) Intro\n[1:05] Middle\n(1:02:03) End by Ann'],
  ['below a lead-in', '**Chapters**\n0:00 Intro\n1:05 Middle\n1:02:03 End by Ann'],
])('plain times as %s below a video are its chapters', (_, times) => {
  const text = `${FILM}\n\nWhat it holds.\n\n${times}`
  expect(wantsRules(text)).toBe(true)
  expect(outline(text).at(-1)).toBe('0:00 Intro | 1:05 Middle | 1:02:03 End by Ann')
  const links = [...show(parse(text)).querySelectorAll<HTMLAnchorElement>('ol a')]
  expect(links.map(({ href }) => href)).toEqual([
    'https://www.youtube.com/watch?v=-C_YL6za0-E',
    'https://www.youtube.com/watch?v=-C_YL6za0-E&t=65s',
    'https://www.youtube.com/watch?v=-C_YL6za0-E&t=3723s',
  ])
})

test.each([
  ['no video', 'Text\n\n0:00 A\n0:31 B\n0:59 C'],
  ['the video in another section', `${FILM}\n\n## Later\n\n0:00 A\n0:31 B\n0:59 C`],
  ['the video after them', `0:00 A\n0:31 B\n0:59 C\n\n${FILM}`],
  ['two times', `${FILM}\n\n0:00 A\n0:31 B`],
  ['falling times', `${FILM}\n\n0:00 A\n0:59 B\n0:31 C`],
  ['times of the day', `${FILM}\n\n- 9:00 Coffee\n- 9:30 Talk\n- 10:15 Lunch`],
  ['spans of time', `${FILM}\n\n- 9:01-9:30 A\n- 9:31–10:15 B\n- 10:16 - 10:20 C`],
  ['halves of the day', `${FILM}\n\n- 9:01 am A\n- 9:31 am B\n- 10:16 a.m. C`],
  ['not first in their lines', `${FILM}\n\nat 0:00 A\nat 0:31 B\nat 0:59 C`],
  ['no clocks', `${FILM}\n\n1:2 A\n1:3 B\n1:64 C`],
])('%s: plain times stay words', (_, text) => {
  expect(show(parse(text)).querySelector('[data-gam="chapters"], a[href*="t="]')).toBeNull()
})

test('in a quote too', () => {
  const page = show(parse(`> [0:05](${ONE}?t=5) - A\n> [1:00](${ONE}?t=60) - B`))
  expect(page.querySelectorAll('blockquote > [data-gam="chapters"] li')).toHaveLength(2)
})

test('where label and link differ by more than a minute both are shown', () => {
  const text = (label: string, start: string) =>
    outline(`[${label}](${ONE}?t=${start}) - A\n[2:00:00](${ONE}?t=2h) - B`)[1]
  expect(text('60:14', '1h14m32s')).toBe('60:14 A plays at 1:14:32 | 2:00:00 B')
  expect(text('60:14', '1h1m14s')).toBe('60:14 A | 2:00:00 B')
  expect(text('60:14', '1h1m15s')).toBe('60:14 A plays at 1:01:15 | 2:00:00 B')
})

test('a title keeps its formatting, and a link in it stays one', () => {
  const page = show(
    parse(
      `[0:05](${ONE}) - The *whole* \`run\` of [it](https://example.org) by [Ann](https://example.org/ann)\n` +
        `[1:00](${ONE}?t=60) - **B** &amp; C, by Tom`,
    ),
  )
  const [first, second] = page.querySelectorAll('li')
  expect(first?.querySelectorAll('a')).toHaveLength(3)
  expect(first?.querySelector('a a')).toBeNull()
  expect(first?.querySelector('[data-gam="talk"]')?.innerHTML).toContain(
    '<em>whole</em> <code>run</code>',
  )
  expect(first?.querySelector('[data-gam="speaker"]')?.textContent).toBe('by Ann')
  expect(second?.querySelector('[data-gam="talk"]')?.innerHTML).toBe('<strong>B</strong> &amp; C')
})

test('a line that goes on, and what else an item holds, stay with their chapter', () => {
  expect(outline(`[0:05](${ONE}?t=5) - A long\ntitle\n[1:00](${ONE}?t=60) - B`)[1]).toBe(
    '0:05 A long\ntitle | 1:00 B',
  )
  const page = show(parse(`- [0:05](${ONE}?t=5) A\n  - inside\n- [1:00](${ONE}?t=60) B`))
  expect(page.querySelector('ol > li > ul > li')?.textContent.trim()).toBe('inside')
})

test.each([
  ['one line', `[0:05](${ONE}?t=5) - A`],
  ['two videos', `[0:05](${ONE}?t=5) - A\n[1:00](${TWO}?t=60) - B`],
  ['no times', `[A](${ONE}?t=5)\n[B](${ONE}?t=60)`],
  ['no videos', `[0:05](https://example.org/a) - A\n[1:00](https://example.org/b) - B`],
  ['not first in their lines', `At [0:05](${ONE}?t=5) A\nat [1:00](${ONE}?t=60) B`],
])('%s: no chapters', (_, text) => {
  expect(show(parse(text)).innerHTML).toBe(show(parseReport(text)).innerHTML)
})

test('other items of the list keep their numbers', () => {
  const text = `1. first\n2. [0:05](${ONE}?t=5) A\n3. [1:00](${ONE}?t=60) B\n4. last`
  const page = show(parse(text))
  const starts = [...page.querySelectorAll('ol')].map((list) => [list.start, list.children.length])
  expect(starts).toEqual([
    [1, 1],
    [1, 2],
    [4, 1],
  ])
  expect(show(parse(text.replaceAll(/^\d\./gm, '-'))).querySelectorAll('ul')).toHaveLength(2)
})

test('facts have the lead-in and the talks, without Gam’s words', () => {
  const text = RUN.replace('t=49m9s', 't=9s')
  const facts = makeFacts(SHA, parse(text), [])
  expect(facts.excerpt).toBe('The first part:')
  expect(facts.words).toBe(makeFacts(SHA, parseReport(text), []).words)
})

test('a hostile text takes no longer than its length', () => {
  parse(`[0:05](${ONE}) -${' '.repeat(100_000)}x\n`.repeat(2))
  parse(`[0:05](${ONE}) A${' ,'.repeat(50_000)}x by B\n`.repeat(2))
  parse(`[0:05](${ONE}) A\nx\n`.repeat(5000))
  parse(`${FILM}\n\n${'0:05 A\n0:06 B\n'.repeat(5000)}`)
  parse(`${FILM}\n\n${'•'.repeat(100_000)}0:05 A`)
  parse(`x\n[0:05](${ONE}) A\n[0:05](${ONE}) A\n\n`.repeat(2000))
})
