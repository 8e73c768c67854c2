import { createLender } from './commands/searching/borrow-shard.ts'
import { createLibraryIndex, type Asking } from './commands/searching/library-index.ts'
import type { SearchAnswer, SearchRequest } from './commands/searching/searcher.ts'
import { sectionsOf } from './facts/sections.ts'
import { decode } from './markdown/decode.ts'
import { headingsOf } from './markdown/headings.ts'
import { parseReport } from './markdown/parse.ts'
import { rulesFor } from './markdown/rules.ts'
import { isFailure } from './model/failure.ts'
import type { Section } from './model/search.ts'
import { openStorage } from './storage/storage.ts'

/* Searches what is here, and reads for it what is stored. */

/** A text that takes longer is searched as it was written, in ms. */
const PATIENCE = 1_000
/** Typos are looked for once nobody has typed for so long, in ms. */
const PAUSE = 150

const scope = self as unknown as DedicatedWorkerGlobalScope
const say = (answer: SearchAnswer) => scope.postMessage(answer)

let index: ReturnType<typeof createLibraryIndex> | undefined
let latest = 0

scope.addEventListener('message', ({ data }: MessageEvent<SearchRequest>) => {
  if (data.kind === 'use') {
    index ??= open(data.basePath)
    index.use(data.sources).catch(raise)
  } else {
    const { number, text, most } = data
    latest = number
    const asking: Asking = {
      waits: () => number === latest,
      answer: (hits, isLast) => say({ kind: 'hits', number, isLast, ...hits }),
      pause: () => new Promise((resolve) => setTimeout(resolve, PAUSE)),
    }
    index?.search(text, most, asking).catch(raise)
  }
})

function open(basePath: string): ReturnType<typeof createLibraryIndex> {
  return createLibraryIndex({
    // The page says what is wrong with the browser's storage.
    storage: openStorage({ basePath, onTrouble: () => undefined }),
    read,
    lend: createLender(scope.fetch.bind(scope), new URL(basePath, scope.location.origin).href),
    breathe,
    onGrown: (coverage) => say({ kind: 'grown', coverage }),
  })
}

/** Not by a timer: those of a worker, too, wait 4 ms after some in a row. */
function breathe(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage('')
  })
}

async function read(sha: string, bytes: Uint8Array): Promise<readonly Section[] | undefined> {
  const text = decode(bytes, sha)
  if (isFailure(text)) return undefined
  const { tokens } = parseReport(
    text,
    await rulesFor(text),
    undefined,
    performance.now() + PATIENCE,
  )
  return sectionsOf(tokens, headingsOf)
}

/** Whoever waits hears of it: a promise that breaks would raise no error on the worker. */
function raise(error: unknown): void {
  setTimeout(() => {
    throw error
  })
}
