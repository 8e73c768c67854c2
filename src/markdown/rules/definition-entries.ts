/** A line that is short, ends as no sentence does and begins no other block. */
const TERM =
  /^(?! {4}| {0,3}(?:[#><:=]|[-*+_] |\d{1,9}[.)] |`{3}|~{3}|\[[^\]]{0,99}\]:|\*\[))(?=[^\n]{0,99}[\p{L}\p{N}])[^\n\t|]{0,99}[^\s.,;:!?|]$/u
const MOST_TERMS = 3
const DEFINITION = /^ {0,3}:[ \t]+(?=\S)/
const INDENTED = /^(?: {2,4}|\t)(?=\S)/
/** What would begin another block ends a definition's words. */
const BLOCK = /^ {0,3}(?:[#>|<]|[-*+] |\d{1,9}[.)] |`{3}|~{3})/

interface Entry {
  readonly terms: readonly string[]
  readonly definitions: readonly string[]
}

/** As many terms with their definitions as stand one after another at the beginning of a text. */
export function readDefinitions(src: string): { entries: readonly Entry[]; raw: string } {
  const entries: Entry[] = []
  let end = 0
  for (let entry = readEntry(src, 0); entry; entry = readEntry(src, afterBlank(src, end))) {
    entries.push(entry)
    end = entry.end
  }
  return { entries, raw: src.slice(0, end) }
}

function readEntry(src: string, from: number): (Entry & { end: number }) | undefined {
  const terms: string[] = []
  let at = from
  let line = lineAt(src, at)
  const step = () => {
    at += line.length + 1
    line = lineAt(src, at)
  }
  for (; terms.length < MOST_TERMS && TERM.test(line); step()) terms.push(line.trim())
  if (!terms.length || !DEFINITION.test(line)) return undefined
  const definitions: string[] = []
  while (at < src.length) {
    if (DEFINITION.test(line)) definitions.push(line.replace(DEFINITION, ''))
    else {
      const isBlank = !line.trim()
      if (isBlank) {
        const next = afterBlank(src, at)
        if (!INDENTED.test(lineAt(src, next))) break
        at = next
        line = lineAt(src, at)
      }
      const isNext = TERM.test(line) && DEFINITION.test(lineAt(src, at + line.length + 1))
      if (isNext || (!isBlank && BLOCK.test(line))) break
      const words = line.replace(INDENTED, '')
      definitions.push(`${definitions.pop() ?? ''}${isBlank ? '\n\n' : '\n'}${words}`)
    }
    step()
  }
  return { terms, definitions, end: Math.min(at, src.length) }
}

function lineAt(src: string, from: number): string {
  const to = src.indexOf('\n', from)
  return src.slice(from, to < 0 ? src.length : to)
}

function afterBlank(src: string, from: number): number {
  let at = from
  while (at < src.length && !lineAt(src, at).trim()) at += lineAt(src, at).length + 1
  return at
}
