/** Where the front matter of a text ends, after its closing line; 0 where there is none. */
export function frontMatterEnd(text: string): number {
  const found = /^(---|\+\+\+)[ \t]*\n(?:[^\n]*\n)*?(?:\1|\.\.\.)[ \t]*(?=\n|$)/.exec(text)
  return found ? found[0].length : 0
}
