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
  let answer: (facts?: Facts) => void
  const memory = new Map<Sha, Facts>()
  /** Also those in vain: a text that was given up once would be given up again. */
  const asked = new Map<Sha, Promise<Facts | undefined>>()
  let last: Promise<unknown> = Promise.resolve()

  function start(): Worker {
    const started = startWorker()
    started.addEventListener('message', ({ data }: MessageEvent<FactsAnswer>) => answer(data.facts))
    started.addEventListener('error', giveUp)
    return started
  }

  function giveUp(): void {
    worker?.terminate()
    worker = undefined
    answer()
  }

  async function work(sha: Sha, bytes: Uint8Array): Promise<Facts | undefined> {
    worker ??= start()
    worker.postMessage({ sha, bytes } satisfies FactsRequest)
    const timer = setTimeout(giveUp, DEADLINE)
    const facts = await new Promise<Facts | undefined>((resolve) => (answer = resolve))
    clearTimeout(timer)
    if (facts) {
      memory.set(sha, facts)
      void storage.facts.save(sha, facts)
    }
    return facts
  }

  async function load(shas: readonly Sha[]): Promise<ReadonlyMap<Sha, Facts>> {
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
  }

  async function loadOrMake(sha: Sha, bytes: Uint8Array): Promise<Facts | undefined> {
    const known = (await load([sha])).get(sha)
    if (known) return known
    // One after the other: a deadline that passes is the fault of one text, not of those behind it.
    const made = last.then(() => work(sha, bytes))
    last = made
    return made
  }

  return {
    load,
    make(sha, bytes) {
      const made = asked.get(sha) ?? loadOrMake(sha, bytes)
      asked.set(sha, made)
      return made
    },
  }
}
