import { SEPARATOR, type Block } from './blocks.ts'
import { clip } from './clip.ts'
import { isRunning, withoutReferences } from './excerpt.ts'

const MOST = 12
const LENGTH = 160
/** Fewer than this, plain list items count as well. */
const FEW = 3

/**
 * What tells a report from others that begin like it: headings, bold leads and all paragraphs but the first, in their
 * order; list items where there is little else.
 */
export function pointsOf(blocks: readonly Block[], title: string | undefined): string[] {
  const first = blocks.find((block) => isRunning(block, title))
  const others = blocks.filter((block) => block !== first && !repeats(block, title))
  const points = collect(others, (block) => block.kind !== 'item' || block.lead !== undefined)
  return points.length < FEW ? collect(others, () => true) : points
}

/** The title, which some sites put words after in a heading. */
const repeats = ({ kind, text }: Block, title: string | undefined): boolean =>
  text === title || (kind === 'heading' && !!title && text.startsWith(`${title} `))

function collect(blocks: readonly Block[], wanted: (block: Block) => boolean): string[] {
  const points = new Set<string>()
  for (const block of blocks) {
    if (points.size === MOST) break
    if (!/^(?:heading|paragraph|item)$/.test(block.kind) || !wanted(block)) continue
    if (isLeadIn(block)) continue
    const point = toPoint(block)
    if (/\p{L}{2}/u.test(point)) points.add(point)
  }
  return [...points]
}

/** "In review:", "Slides: the talk": says what comes next, and nothing by itself. */
const isLeadIn = ({ kind, text, lead }: Block): boolean =>
  kind !== 'heading' &&
  lead === undefined &&
  ((text.length < 100 && text.endsWith(':')) || (text.length < 80 && /^\w+: .*[^.!?]$/.test(text)))

function toPoint({ kind, text, lead }: Block): string {
  // A lead is a title where it ends in a colon; else it is the beginning of its sentence.
  const isTitle =
    lead !== undefined && (lead.endsWith(':') || text.slice(lead.length).trimStart()[0] === ':')
  const words = withoutReferences(isTitle ? lead : text).replaceAll(SEPARATOR, ' ')
  const point = clip(words.replace(/^[•·▪‣]\s*/, ''), LENGTH)
  return kind === 'heading' || isTitle ? point.replace(/[\s:]+$/, '') : point
}
