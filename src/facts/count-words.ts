/**
 * How many words a reader reads. A run of letters and digits is one word; two characters of a script without spaces
 * (Han, kana) are one, since they are read at about twice that rate.
 */
export function countWords(text: string): number {
  let words = 0
  let characters = 0
  for (const [run] of text.matchAll(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}](?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}'’._-])*/gu,
  )) {
    if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(run)) characters++
    else words++
  }
  return words + Math.ceil(characters / 2)
}
