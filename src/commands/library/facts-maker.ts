import { FACTS_VERSION, type Facts } from '../../model/facts.ts'
import type { Sha } from '../../model/sha.ts'
import type { Storage } from '../../storage/storage.ts'
import type { FactsMaker } from '../gam.ts'

/** What the page and `worker.ts` say to each other. */
export interface FactsRequest {
  readonly sha: Sha
  readonly bytes: Uint8Array
}
export interface FactsAnswer {
  readonly sha: Sha
  /** Absent where the bytes are no readable report. */
  readonly facts?: Facts
}

/** A text that keeps the worker busy for longer is given up, and the worker with it. */
const DEADLINE = 10_000

/** Facts from storage, or made by a worker that is started when first needed. */
export function createFactsMaker(storage: Storage, startWorker: () => Worker): FactsMaker {
  let worker: Worker | undefined
  const waiting = new Map<Sha, (facts: Facts | undefined) => void>()
  const memory = new Map<Sha, Facts>()

  function start(): Worker {
    const started = startWorker()
    started.addEventListener('message', ({ data }: MessageEvent<FactsAnswer>) => {
      waiting.get(data.sha)?.(data.facts)
    })
    started.addEventListener('error', stop)
    return started
  }

  function stop(): void {
    worker?.terminate()
    worker = undefined
    for (const done of waiting.values()) done(undefined)
  }

  return {
    async load(shas) {
      const missing = shas.filter((sha) => !memory.has(sha))
      for (const [sha, facts] of await storage.facts.loadMany(missing)) {
        if (facts.version === FACTS_VERSION) memory.set(sha as Sha, facts)
      }
      return new Map(
        shas.flatMap((sha) => {
          const facts = memory.get(sha)
          return facts ? [[sha, facts] as const] : []
        }),
      )
    },

    async make(sha, bytes) {
      const known = memory.get(sha) ?? (await this.load([sha])).get(sha)
      if (known) return known
      worker ??= start()
      const facts = await new Promise<Facts | undefined>((resolve) => {
        const timer = setTimeout(stop, DEADLINE)
        waiting.set(sha, (answer) => {
          clearTimeout(timer)
          waiting.delete(sha)
          resolve(answer)
        })
        worker?.postMessage({ sha, bytes } satisfies FactsRequest)
      })
      if (facts) {
        memory.set(sha, facts)
        void storage.facts.save(sha, facts)
      }
      return facts
    },
  }
}
