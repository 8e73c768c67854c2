/** Mermaid's own notation for a character: `#quot;`, `#35;`. */
const ENTITY = /#(\w{1,31});/g
/** Where `#999;` is a colour. */
const STYLE = /^\s*(?:style|classDef|linkStyle|%%)/
/** Of the characters that mean nothing to anybody, the first that stands for one of ASCII. */
const FIRST = 0xe100

/**
 * The source with a single character for each entity: Mermaid would measure and break the line as if all of its letters
 * were shown, and escapes some twice. Those that mean something in a diagram's language are disguised until it is drawn.
 */
export function disguiseEntities(
  source: string,
  decode: (name: string) => string | undefined,
): string {
  const lines = source.split('\n')
  return lines.map((line) => (STYLE.test(line) ? line : disguise(line, decode))).join('\n')
}

const disguise = (line: string, decode: (name: string) => string | undefined): string =>
  line.replace(ENTITY, (written, name: string) => {
    const shown = /^\d+$/.test(name) ? fromCode(Number(name)) : decode(name)
    if (!shown) return written
    const code = shown.charCodeAt(0)
    return code < 128 ? String.fromCharCode(FIRST + code) : shown
  })

/** What the characters of a drawing stood for. */
export const revealEntities = (text: string): string =>
  text.replace(/[\ue120-\ue17f]/g, (one) => String.fromCharCode(one.charCodeAt(0) - FIRST))

const fromCode = (code: number): string | undefined =>
  code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xf900)
    ? String.fromCodePoint(code)
    : undefined
