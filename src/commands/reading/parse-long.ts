import type { Headline } from '../../facts/headline.ts'
import type { Part } from '../../markdown/parts.ts'
import type { Heading } from '../../model/facts.ts'
import type { ParsedReport } from '../../model/markdown.ts'

/** What the page asks of `worker.ts`. */
export interface ParseRequest {
  readonly text: string
  readonly mentions: 'links' | 'text'
  readonly repositoryUrl: string
}
/** What it answers: the head with the first part, one message for each other part, and the end. */
export type ParseAnswer = ParsedHead | Part | 'end'

interface ParsedHead {
  /** Its tokens are the first part's; its text is left out. */
  readonly parsed: ParsedReport
  readonly headline: Headline
  readonly headings: readonly Heading[]
  /** Some of it is shown as it was written, since a page could not bear it otherwise. */
  readonly cut: boolean
}

export interface LongReport extends ParsedHead {
  /** The parts after the first; fewer where the worker broke down over them. */
  readonly rest: Promise<readonly Part[]>
}

/** A text that takes longer was made to: 2 MB of ordinary Markdown take a second on a slow phone. */
const DEADLINE = 8_000

/** A long text, parsed in a worker of its own; undefined where it fails or does not come to an end. */
export function parseLong(
  startWorker: () => Worker,
  request: ParseRequest,
): Promise<LongReport | undefined> {
  const worker = startWorker()
  const parts: Part[] = []
  let end: (() => void) | undefined
  const rest = new Promise<readonly Part[]>((resolve) => (end = () => resolve(parts)))
  return new Promise((resolve) => {
    const stop = () => {
      clearTimeout(timer)
      worker.terminate()
      resolve(undefined)
      end?.()
    }
    const timer = setTimeout(stop, DEADLINE)
    worker.addEventListener('error', stop)
    worker.addEventListener('message', ({ data }: MessageEvent<ParseAnswer>) => {
      if (data === 'end') stop()
      else if ('parsed' in data) resolve({ ...data, rest })
      else parts.push(data)
    })
    worker.postMessage(request)
  })
}
