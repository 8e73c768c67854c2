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
export type ParseAnswer = ParsedHead | Part | ParsedEnd

interface ParsedHead {
  /** Its tokens are the first part's; its text is left out. */
  readonly parsed: ParsedReport
  /** The number of words is an estimate. */
  readonly headline: Headline
  /** Some of it is shown as it was written, since a page could not bear it otherwise. */
  readonly cut: boolean
  /** Where in the text without its front matter the rest begins; 0 where that cannot be told. */
  readonly restAt: number
}

interface ParsedEnd {
  /** Of all of the report. */
  readonly headings: readonly Heading[]
  readonly cut: boolean
}

export interface LongReport extends ParsedHead {
  /** What comes after the first part; undefined where the worker broke down over it. */
  readonly rest: Promise<RestOfLong | undefined>
}

interface RestOfLong extends ParsedEnd {
  readonly parts: readonly Part[]
}

/** A text that takes longer was made to: 2 MB of ordinary Markdown take a second on a slow phone. */
const DEADLINE = 8_000

/** A long text, parsed in a worker of its own; undefined where it fails or does not come to an end. */
export function parseLong(
  startWorker: () => Worker,
  request: ParseRequest,
): Promise<LongReport | undefined> {
  const worker = startWorker()
  return new Promise((resolve) => {
    const rest = new Promise<RestOfLong | undefined>((resolveRest) => {
      const parts: Part[] = []
      const stop = (end?: ParsedEnd) => {
        clearTimeout(timer)
        worker.terminate()
        resolve(undefined)
        resolveRest(end && { ...end, parts })
      }
      const timer = setTimeout(stop, DEADLINE)
      worker.addEventListener('error', () => stop())
      worker.addEventListener('message', ({ data }: MessageEvent<ParseAnswer>) => {
        if ('parsed' in data) resolve({ ...data, rest })
        else if ('headings' in data) stop(data)
        else parts.push(data)
      })
    })
    worker.postMessage(request)
  })
}
