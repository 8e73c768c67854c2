import { createPreviewParser, type ParsedDraft } from '../../commands/editing/preview-parser.ts'
import type { Gam } from '../../commands/gam.ts'
import type { OpenedReport } from '../../commands/reading/open-report.ts'
import { createRenderer, type RenderOptions } from '../../markdown/render.ts'
import { enliven } from '../report/enliven.ts'
import { blocksOf, changedBlocks, type Block } from './blocks.ts'
import { scrollFor } from './follow.ts'
import { whenIdle } from '../when-idle.ts'

export interface PreviewOptions {
  readonly gam: Gam
  readonly opened: OpenedReport
  readonly mentions: 'links' | 'text'
  readonly render: RenderOptions
  /** The text as it is, asked for when it is rendered. */
  readonly text: () => string
  readonly length: () => number
  /** Shows the pictures that this edit adds; comes before the repository's own are looked for. */
  readonly ownPictures: (block: HTMLElement) => void
  readonly onread: (parsed: ParsedDraft) => void
}

interface Shown {
  readonly key: string
  at: number
  readonly element: HTMLElement
  readonly stop: () => void
}

/** Longer texts, in characters, are rendered after a longer pause only. */
const LONG = 60_000
/** In milliseconds. */
const PAUSE = { short: 250, long: 1_000 }
/** A short text is rendered this often though nobody pauses. */
const PATIENCE = 700
/** How long rendering may keep the page busy before the next key has its turn. */
const SLICE = 6

/**
 * Renders a text beside its editor: parsed in a worker, and of its blocks only those that have changed, so that
 * pictures stay, and typing waits for nothing.
 */
export function createPreview(body: HTMLElement, options: PreviewOptions) {
  const { gam, opened } = options
  const parser = createPreviewParser(gam.startWorker)
  const shown: Shown[] = []
  let length = 0
  let written = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let askedAt: number | undefined
  let isBusy = false
  let isGone = false

  function later(): void {
    const isLong = options.length() > LONG
    askedAt ??= performance.now()
    const pause = isLong
      ? PAUSE.long
      : Math.min(PAUSE.short, Math.max(0, askedAt + PATIENCE - performance.now()))
    clearTimeout(timer)
    timer = setTimeout(() => whenIdle(show, 500), pause)
  }

  async function show(): Promise<void> {
    if (isBusy || isGone) return
    isBusy = true
    askedAt = undefined
    const text = options.text()
    const repositoryUrl = `${gam.hosts.web}/${opened.place.repository}`
    const parsed = await parser.parse({ text, mentions: options.mentions, repositoryUrl })
    if (parsed && !isGone) {
      options.onread(parsed)
      length = text.length
      written = parsed.tokens.reduce((sum, token) => sum + token.raw.length, 0)
      await update(blocksOf(parsed.tokens, length > LONG))
    }
    isBusy = false
    if (askedAt !== undefined && !isGone) later()
  }

  async function update(blocks: readonly Block[]): Promise<void> {
    const { from, beforeTo, afterTo } = changedBlocks(shown, blocks)
    const changed = blocks.slice(from, afterTo)
    const surplus = shown.splice(
      from + changed.length,
      Math.max(0, beforeTo - from - changed.length),
    )
    surplus.forEach(remove)
    let started = performance.now()
    for (const [index, block] of changed.entries()) {
      if (performance.now() - started > SLICE) {
        await nextTask()
        if (isGone) return
        started = performance.now()
      }
      const at = from + index
      const replaced = at < beforeTo ? shown[at] : undefined
      const element = elementOf(block)
      body.insertBefore(element, shown[at]?.element ?? null)
      shown.splice(at, replaced ? 1 : 0, { ...block, element, stop: bringToLife(element) })
      if (replaced) remove(replaced)
    }
    for (const [index, block] of blocks.entries()) {
      const one = shown[index]
      if (one) one.at = block.at
    }
  }

  function elementOf({ tokens }: Block): HTMLElement {
    const element = document.createElement('div')
    element.dataset['gam'] = 'block'
    // Made by the sanitizer, under its own Trusted Types policy.
    element.innerHTML = createRenderer(options.render)(tokens).html as string
    keepHere(element)
    return element
  }

  function bringToLife(element: HTMLElement): () => void {
    options.ownPictures(element)
    return enliven(element, gam, opened)
  }

  return {
    later,
    now: (): void => void show(),
    /** Scrolls `view` to what stands at this place of the source. */
    follow(at: number, view: HTMLElement): void {
      const front = Math.max(0, length - written)
      const top = (element: HTMLElement) => element.offsetTop - body.offsetTop
      const marks = shown.map((one) => ({ at: one.at + front, top: top(one.element) }))
      const end = { at: length, top: body.offsetHeight }
      view.scrollTop = at <= 0 ? 0 : scrollFor(at, marks, end) + body.offsetTop - view.offsetTop
    },
    stop(): void {
      isGone = true
      clearTimeout(timer)
      parser.stop()
      shown.forEach((one) => one.stop())
    },
  }
}

export type Preview = ReturnType<typeof createPreview>

/** Who follows a link to see where it leads does not leave the editor; a heading's own address is not its own here. */
function keepHere(block: HTMLElement): void {
  for (const link of block.querySelectorAll('a')) {
    if (link.dataset['gam'] === 'anchor') link.remove()
    else if (!link.getAttribute('href')?.startsWith('#')) link.target = '_blank'
  }
}

function remove({ element, stop }: Shown): void {
  stop()
  element.remove()
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
