import type { MarkdownToken } from '../../model/markdown.ts'
import type { LongReport, ParseAnswer, ParseRequest } from '../reading/parse-long.ts'

type Head = Pick<LongReport, 'parsed' | 'headline' | 'cut'>

export interface ParsedDraft extends Head {
  /** All of the text's. */
  readonly tokens: readonly MarkdownToken[]
}

/** In milliseconds: a text that takes longer was made to. */
const DEADLINE = 8_000

/** Parses one text after another in a worker that is kept, since a new one for each pause in typing would be late. */
export function createPreviewParser(startWorker: () => Worker) {
  let worker: Worker | undefined

  function stop(): void {
    worker?.terminate()
    worker = undefined
  }

  /** Undefined where the worker broke down or took too long; the next call has a new one. One call at a time. */
  function parse(request: ParseRequest): Promise<ParsedDraft | undefined> {
    const running = (worker ??= startWorker())
    return new Promise((resolve) => {
      const tokens: MarkdownToken[] = []
      let head: Head | undefined
      const end = (parsed?: ParsedDraft) => {
        clearTimeout(timer)
        running.removeEventListener('message', hear)
        running.removeEventListener('error', broken)
        resolve(parsed)
      }
      const broken = () => {
        stop()
        end()
      }
      const hear = ({ data }: MessageEvent<ParseAnswer>) => {
        if ('parsed' in data) {
          head = data
          tokens.push(...data.parsed.tokens)
        } else if ('headings' in data) end(head && { ...head, tokens })
        else tokens.push(...data.tokens)
      }
      const timer = setTimeout(broken, DEADLINE)
      running.addEventListener('message', hear)
      running.addEventListener('error', broken)
      running.postMessage(request)
    })
  }

  return { parse, stop }
}
