/** One word as it stands in a text. */
export interface Word {
  /** In the form in which words are compared. */
  readonly term: string
  readonly from: number
  readonly to: number
  /** It continues the word before it, as `Kit` in `SwarmKit` and in `swarm-kit`. */
  readonly continues: boolean
}

/** A longer one is no word that anybody types: its beginning stands for it. */
export const LONGEST = 40
/** So many parts of one name are sought as one word too. */
const MOST_PARTS = 4

const RUN = /[\p{L}\p{N}\p{M}]+/gu
/** Most words are: nothing about them has to be looked into. */
const PLAIN = /^[a-z0-9]+$/
const JOINT = /^[-_'’.]$/
const CAMEL = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

// Old browsers have none: there each character is a word.
const segmenter =
  'Segmenter' in Intl ? new Intl.Segmenter(undefined, { granularity: 'word' }) : undefined

/** The words of a text in its order. `SwarmKit`, `swarm-kit` and `swarm kit` are the same two. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let end = -2
  const add = (part: string, from: number, continues: boolean) => {
    const term = fold(part)
    if (term) words.push({ term, from, to: from + part.length, continues })
  }
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const continues = index === end + 1 && JOINT.test(text.charAt(end))
    if (PLAIN.test(run)) add(run, index, continues)
    else if (UNSPACED.test(run)) {
      for (const [piece, at] of segments(run)) add(piece, index + at, false)
    } else {
      let from = index
      for (const part of run.split(CAMEL)) {
        add(part, from, from > index || continues)
        from += part.length
      }
    }
    end = index + run.length
  }
  return words
}

function segments(run: string): readonly (readonly [string, number])[] {
  if (!segmenter) {
    let at = 0
    return [...run].map((one) => [one, (at += one.length) - one.length])
  }
  return [...segmenter.segment(run)].map(({ segment, index }) => [segment, index])
}

/** What an index holds of a text: its words, and names of several parts as one word too. */
export function termsOf(words: readonly Word[]): string[] {
  const terms = words.map(({ term }) => term)
  for (const name of namesOf(words)) terms.push(name.term)
  return terms
}

/** The names of several parts, each as one word. */
export function* namesOf(words: readonly Word[]): Generator<Word> {
  for (let at = 0; at < words.length; at++) {
    if (!words[at + 1]?.continues) continue
    let next = at + 1
    while (words[next]?.continues) next++
    const parts = words.slice(at, next)
    const [first, last] = [parts[0], parts.at(-1)]
    if (first && last && parts.length > 1 && parts.length <= MOST_PARTS) {
      const term = parts.map((one) => one.term).join('')
      yield { term: term.slice(0, LONGEST), from: first.from, to: last.to, continues: false }
    }
    at = next - 1
  }
}

/** What falls to the other letter, besides marks and what Unicode itself calls compatible. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
}

/** A word in the form in which words are compared. */
const fold = (word: string): string => foldText(word).slice(0, LONGEST)

/** A text without case, accents and spaces. */
export function foldText(text: string): string {
  const lower = text.toLowerCase()
  if (PLAIN.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\s]/g, '')
    .normalize('NFC')
    .replace(/[ßæœøłđðþıς]/g, (letter) => LETTERS[letter] ?? letter)
}
