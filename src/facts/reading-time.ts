const WORDS_PER_MINUTE = 220

/** Minutes that a text of so many words takes to read; at least one. */
export const readingMinutes = (words: number): number =>
  Math.max(1, Math.round(words / WORDS_PER_MINUTE))
