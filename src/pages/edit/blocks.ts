import { createOpenElements } from '../../markdown/open-elements.ts'
import type { MarkdownToken } from '../../model/markdown.ts'

/** A stretch of a report that the preview renders by itself, and leaves alone while it stays as it is. */
export interface Block {
  readonly tokens: readonly MarkdownToken[]
  /** The same for blocks that look the same. */
  readonly key: string
  /** How many characters of Markdown stand before it. */
  readonly at: number
}

/** In characters: a section that is longer is more than one block. */
const LONGEST_SECTION = 4_000

/**
 * A text's blocks: each ends where every element of raw HTML is closed, since the sanitizer closes what is open.
 * `bySection`: from heading to heading, for a browser looks after each of a thousand blocks at every key.
 */
export function blocksOf(tokens: readonly MarkdownToken[], bySection = false): readonly Block[] {
  const blocks: Block[] = []
  let group: MarkdownToken[] = []
  let at = 0
  let next = 0
  let open = createOpenElements()
  const end = () => {
    // All of the tokens, not their text alone: a definition elsewhere changes where a link leads.
    if (group.length) blocks.push({ tokens: group, key: JSON.stringify(group), at })
    group = []
    at = next
    open = createOpenElements()
  }
  for (const token of tokens) {
    const isNew = !bySection || token.type === 'heading' || next - at > LONGEST_SECTION
    if (isNew && open.none()) end()
    next += token.raw.length
    if (token.type === 'space' && !group.length) {
      at = next
      continue
    }
    open.see(token)
    group.push(token)
  }
  end()
  return blocks
}

/** What lies between the blocks at the beginning and at the end that are the same in both. */
export function changedBlocks(
  before: readonly { readonly key: string }[],
  after: readonly { readonly key: string }[],
): { readonly from: number; readonly beforeTo: number; readonly afterTo: number } {
  const most = Math.min(before.length, after.length)
  let from = 0
  while (from < most && before[from]?.key === after[from]?.key) from++
  let end = 0
  while (end < most - from && before.at(-1 - end)?.key === after.at(-1 - end)?.key) end++
  return { from, beforeTo: before.length - end, afterTo: after.length - end }
}
