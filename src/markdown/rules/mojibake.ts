import type { MarkdownToken } from '../../model/markdown.ts'
import { mapLists } from '../map-tokens.ts'
import type { Rule } from '../rule.ts'

/** What the bytes from 0x80 to 0x9f are in windows-1252. */
const SPECIAL = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'
const RUN = new RegExp(`[\\xc2-\\xf4][\\x80-\\xff${SPECIAL}]+`, 'g')
const SEQUENCE = new RegExp(`[\\xc2-\\xf4][\\x80-\\xbf${SPECIAL}]`)

/**
 * UTF-8 that somebody's tool took for windows-1252 (`itâ€™s`), read anew where it can have been nothing else. Not in
 * code: whoever writes about such text quotes it there.
 */
export const mojibake: Rule = {
  name: 'mojibake',
  whole: true,
  mayApply: (body) => SEQUENCE.test(body),
  tokens(tokens, { notice }) {
    let repaired = false
    const repair = (text: string) => {
      const whole = repairText(text)
      if (whole !== text) repaired = true
      return whole
    }
    const changed = mapLists(tokens, (list) => list.map((token) => repairToken(token, repair)))
    if (repaired) {
      notice(
        'Some letters of this text were garbled when it was saved. Gam shows them as they were meant; the file is as it was.',
      )
    }
    return changed
  },
}

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

const repairText = (text: string): string =>
  text.replace(RUN, (run, at: number) => {
    const meant = decode(run)
    return meant !== undefined &&
      isCertain(run, meant, text.slice(at + run.length, at + run.length + 2))
      ? meant
      : run
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

/**
 * People write some of these by intent: `Spaß“`, `été »` with a hard space. Certain are two characters and more, four
 * bytes, and of the rest those that begin as the marks and letters of the West do and do not end as a word would.
 */
function isCertain(run: string, meant: string, after: string): boolean {
  if (run.length === 4 || Array.from(meant).length > 1) return true
  if (run.length === 3) return run[0] === 'â' && run[1] !== '\xa0'
  return /^[ÂÃ]/.test(run) && (!/[‘’“”…–—›»]$/.test(run) || /^\p{L}/u.test(after))
}
