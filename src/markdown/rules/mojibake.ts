import type { MarkdownToken } from '../../model/markdown.ts'
import { mapLists } from '../map-tokens.ts'
import type { Rule } from '../rule.ts'

/** What the bytes from 0x80 to 0x9f are in windows-1252. */
const SPECIAL = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'
const FOLLOWING = `[\\x80-\\xbf${SPECIAL}]`
const SEQUENCE = new RegExp(`[\\xc2-\\xf4]${FOLLOWING}`)
/** Whole characters, as many as stand beside each other. */
const RUN = new RegExp(
  `(?:[\\xc2-\\xdf]${FOLLOWING}|[\\xe0-\\xef]${FOLLOWING}{2}|[\\xf0-\\xf4]${FOLLOWING}{3})+`,
  'g',
)
/** `”` without its last byte, which is no letter of windows-1252: many tools drop it. */
const TORN = new RegExp(`â€(?!${FOLLOWING})\ufffd?`, 'g')

/**
 * UTF-8 that somebody's tool took for windows-1252 (`itâ€™s`), read anew where it can have been nothing else: run by run,
 * or all of it where a text has no other letters beyond ASCII. Not in code: whoever writes about such text quotes it
 * there.
 */
export const mojibake: Rule = {
  name: 'mojibake',
  whole: true,
  mayApply: (body) => SEQUENCE.test(body),
  tokens(tokens, { notice }) {
    const texts: string[] = []
    mapTexts(tokens, (text) => {
      texts.push(text)
      return text
    })
    if (!texts.some((text) => mend(text, isCertain) !== text)) return tokens
    const isWhole = texts.every(
      (text) => !BEYOND_ASCII.test(text.replace(RUN, '').replace(TORN, '')),
    )
    let left = false
    const changed = mapTexts(tokens, (text) => {
      const mended = mend(text, isWhole ? () => true : isCertain).replace(TORN, '”')
      left ||= mended.search(RUN) >= 0
      return mended
    })
    notice(
      left
        ? 'Some letters of this text were garbled when it was saved. Gam shows those that it is certain of as they were meant; the file is as it was.'
        : 'Some letters of this text were garbled when it was saved. Gam shows them as they were meant; the file is as it was.',
    )
    return changed
  },
}

const BEYOND_ASCII = /[^\0-\x7f]/

const mapTexts = (tokens: readonly MarkdownToken[], change: (text: string) => string) =>
  mapLists(tokens, (list) => list.map((token) => repairToken(token, change)))

function repairToken(token: MarkdownToken, repair: (text: string) => string): MarkdownToken {
  const { html } = token as { html?: string }
  if (token.type === 'text' || token.type === 'image') {
    if (token.tokens && token.type === 'text') return token
    return Object.assign(
      { ...token, text: repair(token.text ?? '') },
      html !== undefined && { html: repair(html) },
    )
  }
  if (token.type !== 'html') return token
  // Addresses in tags stay.
  const raw = token.raw
    .split(/(<[^<>]*>)/)
    .map((part) => (part.startsWith('<') ? part : repair(part)))
    .join('')
  return { ...token, raw, text: raw }
}

const mend = (text: string, isMeant: typeof isCertain): string =>
  text.replace(RUN, (run, at: number) => {
    const meant = decode(run)
    const after = text.slice(at + run.length, at + run.length + 2)
    return meant !== undefined && isMeant(run, meant, text[at - 1] ?? '', after) ? meant : run
  })

function decode(run: string): string | undefined {
  const bytes = Uint8Array.from(run, (char) => {
    const special = SPECIAL.indexOf(char)
    return special < 0 ? char.charCodeAt(0) : 0x80 + special
  })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** What people write after a word, and in `5 Å²`. */
const AFTER_WORD = /[‘’“”‚„‹›«»…–—]$/
const AFTER_UNIT = /[\xa0°±²³¹·]$/

/**
 * People write some of these by intent: `Spaß“`, `été »` with a hard space. Certain are two characters and more, four
 * bytes, and of the rest those that begin as the marks and letters of Europe do and do not end as a word would, or
 * stand inside of one.
 */
function isCertain(run: string, meant: string, before: string, after: string): boolean {
  if (run.length === 4 || Array.from(meant).length > 1) return true
  if (run.length === 3) return run[0] === 'â' && run[1] !== '\xa0'
  if (!/^[Â-Å]/.test(run)) return false
  // The first letter is a capital.
  if (/^\p{L}/u.test(after) || /\p{Ll}/u.test(before)) return true
  return !AFTER_WORD.test(run) && !(/^[ÄÅ]/.test(run) && AFTER_UNIT.test(run))
}
