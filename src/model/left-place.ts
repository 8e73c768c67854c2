/** Where a report was left, in words: it holds when the report is edited. */
export interface LeftPlace {
  /** The heading above. */
  readonly heading?: { readonly id: string; readonly text: string }
  /** The beginning of the text that stood first on the screen. */
  readonly words: string
}

/** A paragraph, an item of a list, a heading: what is read as one. */
export interface Piece {
  readonly text: string
  /** The id of the heading above, or of this one. */
  readonly heading: string | undefined
  readonly isHeading: boolean
}

/** So many characters tell a text from the others. */
const BEGINNING = 80
/** Of what was there, this much is still there: under the same heading, and anywhere else. */
const SAME_SECTION = 0.5
const ELSEWHERE = 0.75
/** Of fewer characters there are many alike: they are sought under their own heading alone. */
const TELLING = 20

/** What is compared of a text: its first words as one reads them, without marks and case. */
export const beginningOf = (text: string): string =>
  lettersOf(text.slice(0, 4 * BEGINNING)).slice(0, BEGINNING)

const lettersOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/**
 * Which of the pieces under a heading, or above the first, holds a sentence, of which the end may be missing; undefined
 * where none does.
 */
export function findSentence(
  heading: string | undefined,
  sentence: string,
  pieces: readonly Piece[],
): number | undefined {
  const sought = lettersOf(sentence).slice(0, BEGINNING)
  const at = pieces.findIndex(
    (one) => one.heading === heading && !one.isHeading && lettersOf(one.text).includes(sought),
  )
  return at < 0 || !sought ? undefined : at
}

/**
 * Which of the pieces a report was left at: the one that begins most alike under the same heading, else anywhere, else
 * the heading; undefined where all of it is gone.
 */
export function findLeft(left: LeftPlace, pieces: readonly Piece[]): number | undefined {
  const id = left.heading?.id
  const texts = pieces.map(({ text }) => beginningOf(text))
  const best = (least: number, fits: (piece: Piece) => boolean): number | undefined => {
    let found: { readonly at: number; readonly score: number } | undefined
    for (const [at, piece] of pieces.entries()) {
      if (!fits(piece)) continue
      const score = likeness(left.words, texts[at] ?? '')
      if (score >= least && score > (found?.score ?? 0)) found = { at, score }
    }
    return found?.at
  }
  const heading = pieces.findIndex((one) => one.isHeading && one.heading === id)
  return (
    best(SAME_SECTION, (piece) => piece.heading === id) ??
    (left.words.length < TELLING ? undefined : best(ELSEWHERE, () => true)) ??
    (heading < 0 ? undefined : heading)
  )
}

/** How much of the first stands in the second, from 0 to 1; a little less where the second says more. By letters, not by words: some languages put no spaces between them. */
function likeness(wanted: string, text: string): number {
  if (wanted === text) return 1
  const [kept, there] = [threes(wanted), threes(text)]
  const shared = kept.filter((three) => there.includes(three)).length
  return (0.9 * shared) / kept.length + (0.1 * shared) / Math.max(kept.length, there.length)
}

const threes = (text: string): readonly string[] => {
  const padded = ` ${text} `
  return [
    ...new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3))),
  ]
}
