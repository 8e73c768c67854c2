import { SEPARATOR, type Block } from './blocks.ts'
import { clip } from './clip.ts'

const LENGTH = 300
/** Shorter than this, the next paragraph is taken too. */
const ENOUGH = 140

/** The first running text of a report, or what stands before the author's own separator; '' where there is none. */
export function excerptOf(blocks: readonly Block[], title: string | undefined): string {
  const running = blocks.filter((block) => isRunning(block, title))
  if (!running.length) return clip(blocks.find(isProse)?.text ?? '', LENGTH)
  const end = running.findIndex((block) => block.text.includes(SEPARATOR))
  const texts = (end < 0 ? running : running.slice(0, end + 1)).map(
    (block) => block.text.split(SEPARATOR, 1)[0] ?? '',
  )
  let excerpt = ''
  for (const text of texts) {
    if (excerpt.length >= (end < 0 ? ENOUGH : LENGTH)) break
    excerpt += ` ${withoutReferences(text)}`
  }
  return clip(excerpt, LENGTH)
}

/** Text that reads as text; the separator alone counts too, wherever it stands. */
export function isRunning({ kind, text }: Block, title: string | undefined): boolean {
  if (text.includes(SEPARATOR)) return kind !== 'code'
  return kind === 'paragraph' && text !== title && /\p{L}/u.test(text)
}

// Pages made of HTML alone still have something to say.
const isProse = ({ kind, text }: Block): boolean => kind === 'html' && text.length > 20

/** Without parentheses that hold nothing but numbers and names of GitHub: `(#12 @somebody)`. */
export function withoutReferences(text: string): string {
  // From the first of many spaces alone: from each of them would take the square of their number.
  return text.replace(
    /([.!?]?)(?<!\s)\s*\(([^()]*)\)(\.?)/g,
    (whole, before, inside: string, stop) => {
      const words = inside.trim().split(/[\s,]+/)
      return words.every((word) => /[#@]./.test(word)) ? before || stop : whole
    },
  )
}
