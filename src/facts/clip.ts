/** The text on one line, cut at a word where it is longer than that many characters. */
export function clip(text: string, most: number): string {
  // Much more than can be shown is not even looked at.
  const line = text
    .slice(0, most * 4)
    .replace(/\s+/g, ' ')
    .trim()
  if (line.length <= most) return line
  const cut = line.slice(0, most - 1)
  const space = cut.lastIndexOf(' ')
  const words = space > most / 2 ? cut.slice(0, space) : cut.replace(/[\ud800-\udbff]$/, '')
  return `${words.replace(/[\s,;:–—-]+$/, '')}…`
}
