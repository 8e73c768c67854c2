import { LEFT_OUT } from '../model/marked-words.ts'
import type { Part, Section, Spot } from '../model/search.ts'
import { namesOf, wordsOf, type Word } from './words.ts'

/* Where in a report the words are, as parts of text: never HTML. */

/** A sentence is shown up to so many characters, and so many before its first word that was sought. */
const SHOWN = 220
const BEFORE = 60

/** What was found in a report: the words of it that answer to the sought ones, and phrases. */
export interface Sought {
  readonly terms: ReadonlySet<string>
  readonly phrases: readonly (readonly string[])[]
  /** Letters that may be two words next to each other. */
  readonly together?: readonly string[]
  /** What was sought; where that is not said, the words that answer to it. */
  readonly words?: readonly string[]
}

interface Mark {
  readonly from: number
  readonly to: number
  readonly term: string
}

/** How a report begins: what is shown where nothing in it was sought. */
export function beginningOf(sections: readonly Section[]): Spot | undefined {
  const text = sections.find((one) => one.text)?.text
  return text ? { sentence: clipped(text, sentencesOf(text)[0] ?? [0, 0], []) } : undefined
}

/** A text with the sought words marked. */
export function markWords(text: string, sought: Sought): Part[] {
  return partsOf(text, 0, text.length, marksIn(text, sought))
}

/**
 * The sentence that holds the most of what is sought, the earliest of those; a heading stands for what follows it, and
 * before a sentence that holds as much.
 * Undefined where the text holds none of it, or not the phrases.
 */
export function findSpot(sections: readonly Section[], sought: Sought): Spot | undefined {
  let best: { spot: () => Spot; value: number } | undefined
  const held = new Set<number>()
  const offer = (value: number, spot: () => Spot) => {
    if (value > (best?.value ?? 0)) best = { spot, value }
  }
  for (const { heading, text } of sections) {
    const place = heading ? { heading } : {}
    const inHeading = heading ? marksIn(heading.text, sought, held) : []
    const inText = marksIn(text, sought, held)
    offer(valueOf(inHeading, sought) + (inHeading.length ? HEADING : 0), () => ({
      ...place,
      sentence: clipped(text, sentencesOf(text)[0] ?? [0, 0], inText),
    }))
    if (!inText.length) continue
    let next = 0
    for (const sentence of sentencesOf(text)) {
      const marks: Mark[] = []
      for (; (inText[next]?.from ?? Infinity) < sentence[1]; next++) {
        const mark = inText[next]
        if (mark && mark.from >= sentence[0]) marks.push(mark)
      }
      offer(valueOf(marks, sought), () => ({
        ...place,
        sentence: clipped(text, sentence, marks),
      }))
    }
  }
  return held.size < sought.phrases.length ? undefined : best?.spot()
}

const PHRASE = ' '
const isPhrase = (term: string): boolean => term.startsWith(PHRASE)

/** A sought word as it was written, one that it only begins, and one that is like it; each is worth less. */
const [EXACT, BEGUN, LIKE] = [3, 2, 1]
const HEADING = 0.5

/** How many of the sought words, each once, however many answer to it; a phrase is worth more than its words. */
function valueOf(marks: readonly Mark[], { terms, phrases, words = [...terms] }: Sought): number {
  const values = new Map<string, number>()
  const add = (key: string, value: number) => values.set(key, Math.max(value, values.get(key) ?? 0))
  for (const { term } of marks) {
    const pair = words.findIndex((word, at) => at > 0 && (words[at - 1] ?? '') + word === term)
    const begun = words.find((word) => term.startsWith(word))
    if (isPhrase(term)) add(term, EXACT * ((phrases[Number(term)]?.length ?? 0) + 1))
    else if (words.includes(term)) add(term, EXACT)
    else if (pair > 0) for (const word of words.slice(pair - 1, pair + 1)) add(word, EXACT)
    else if (begun !== undefined) add(begun, BEGUN)
    else add(term, LIKE)
  }
  return [...values.values()].reduce((sum, value) => sum + value, 0)
}

/** In the text's order, none over another; `held` learns which phrases the text holds. */
function marksIn(
  text: string,
  { terms, phrases, together = [] }: Sought,
  held = new Set<number>(),
): Mark[] {
  const words = wordsOf(text)
  const marks: Mark[] = []
  phrases.forEach((phrase, at) => {
    for (const [from, to] of runsOf(words, phrase.join(''))) {
      held.add(at)
      marks.push({ from, to, term: `${PHRASE}${at}` })
    }
  })
  for (const term of new Set(together))
    for (const [from, to] of runsOf(words, term)) marks.push({ from, to, term })
  for (const word of [...words, ...namesOf(words)]) if (terms.has(word.term)) marks.push(word)
  // Of those that begin together the longest, and a phrase before a word.
  marks.sort((a, b) => a.from - b.from || b.to - a.to)
  let end = 0
  return marks.filter(({ from, to }) => {
    if (from < end) return false
    end = to
    return true
  })
}

/** Where words in a row are just these letters. */
function* runsOf(words: readonly Word[], letters: string): Generator<readonly [number, number]> {
  for (const [at, first] of words.entries()) {
    let rest = letters
    for (let next = at; rest; next++) {
      const word = words[next]
      if (!word || !rest.startsWith(word.term)) break
      rest = rest.slice(word.term.length)
      if (!rest) yield [first.from, word.to]
    }
  }
}

/** The last character of a sentence, or what follows it: one alone, since a run of dots would be gone through for each. */
const END = /[.!?](?=\s)|[。！？]|\n/g

function sentencesOf(text: string): (readonly [number, number])[] {
  const sentences: (readonly [number, number])[] = []
  let from = 0
  const add = (to: number) => {
    const begins = text.slice(from, to).search(/\S/)
    if (begins >= 0) sentences.push([from + begins, to])
    from = to
  }
  for (const { 0: end, index } of text.matchAll(END)) add(end === '\n' ? index : index + 1)
  add(text.length)
  return sentences
}

/** As much of a sentence as is shown, round its first mark, cut at spaces where there are any. */
function clipped(
  text: string,
  [from, to]: readonly [number, number],
  marks: readonly Mark[],
): Part[] {
  const first = marks.find((one) => one.from >= from && one.from < to)?.from ?? from
  let [start, end] = [from, to]
  if (to - from > SHOWN && first - from > BEFORE) {
    const space = text.indexOf(' ', first - BEFORE)
    start = space >= 0 && space < first ? space + 1 : first - BEFORE
  }
  if (to - start > SHOWN) {
    const space = text.lastIndexOf(' ', start + SHOWN)
    end = space > start + BEFORE ? space : start + SHOWN
  }
  return [
    ...(start > from ? [plain(`${LEFT_OUT} `)] : []),
    ...partsOf(text, start, end, marks),
    ...(end < to ? [plain(` ${LEFT_OUT}`)] : []),
  ]
}

const plain = (text: string): Part => ({ text, isMarked: false })

function partsOf(text: string, from: number, to: number, marks: readonly Mark[]): Part[] {
  const parts: Part[] = []
  let at = from
  for (const mark of marks) {
    if (mark.from < at || mark.to > to) continue
    parts.push(plain(text.slice(at, mark.from)))
    parts.push({ text: text.slice(mark.from, mark.to), isMarked: true })
    at = mark.to
  }
  return [...parts, plain(text.slice(at, to))].filter((part) => part.text)
}
