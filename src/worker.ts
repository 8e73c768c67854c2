import type { FactsAnswer, FactsRequest } from './commands/library/facts-maker.ts'
import type { ParseAnswer, ParseRequest } from './commands/reading/parse-long.ts'
import { makeHeadline } from './facts/headline.ts'
import { makeFacts } from './facts/make-facts.ts'
import { decode } from './markdown/decode.ts'
import { headingsOf } from './markdown/headings.ts'
import { parseReport } from './markdown/parse.ts'
import { splitParts } from './markdown/parts.ts'
import { rulesFor } from './markdown/rules.ts'
import { isFailure } from './model/failure.ts'

/* What would hold up the page's own thread: making facts, and parsing a long report. */

const scope = self as unknown as DedicatedWorkerGlobalScope

scope.addEventListener('message', ({ data }: MessageEvent<FactsRequest | ParseRequest>) => {
  if ('text' in data) void parse(data)
  else void answer(data).then((facts) => scope.postMessage(facts))
})

async function answer({ sha, bytes }: FactsRequest): Promise<FactsAnswer> {
  const text = decode(bytes, sha)
  if (isFailure(text)) return { sha }
  const parsed = parseReport(text, await rulesFor(text))
  return { sha, facts: makeFacts(sha, parsed, headingsOf(parsed.tokens)) }
}

async function parse({ text, mentions, repositoryUrl }: ParseRequest): Promise<void> {
  const say = (answer: ParseAnswer) => scope.postMessage(answer)
  const parsed = parseReport(text, await rulesFor(text, mentions), repositoryUrl)
  const headings = headingsOf(parsed.tokens)
  const headline = makeHeadline(parsed, headings)
  const { parts, cut } = splitParts(parsed.tokens)
  const [first, ...rest] = parts
  say({
    parsed: { ...parsed, body: '', tokens: first?.tokens ?? [] },
    headline,
    headings,
    cut: cut || parsed.unread === true,
  })
  rest.forEach(say)
  say('end')
}
