import { makeFacts } from './facts/make-facts.ts'
import { decode } from './markdown/decode.ts'
import { headingsOf } from './markdown/headings.ts'
import { parseReport } from './markdown/parse.ts'
import { rulesFor } from './markdown/rules.ts'
import { isFailure } from './model/failure.ts'
import type { FactsAnswer, FactsRequest } from './commands/library/facts-maker.ts'

/* Makes facts away from the page's own thread: a long text must not hold up who reads. */

const scope = self as unknown as DedicatedWorkerGlobalScope

scope.addEventListener('message', ({ data }: MessageEvent<FactsRequest>) => {
  void answer(data).then((facts) => scope.postMessage(facts))
})

async function answer({ sha, bytes }: FactsRequest): Promise<FactsAnswer> {
  const text = decode(bytes, sha)
  if (isFailure(text)) return { sha }
  const parsed = parseReport(text, await rulesFor(text))
  return { sha, facts: makeFacts(sha, parsed, headingsOf(parsed.tokens)) }
}
