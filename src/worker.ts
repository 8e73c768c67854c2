import type { FactsAnswer, FactsRequest } from './commands/library/facts-maker.ts'
import type { ParseAnswer, ParseRequest } from './commands/reading/parse-long.ts'
import { makeHeadline } from './facts/headline.ts'
import { makeFacts } from './facts/make-facts.ts'
import { decode } from './markdown/decode.ts'
import { headingsOf } from './markdown/headings.ts'
import { parseReport } from './markdown/parse.ts'
import { parseInParts } from './markdown/parse-parts.ts'
import { splitParts } from './markdown/parts.ts'
import { rulesFor } from './markdown/rules.ts'
import { isFailure } from './model/failure.ts'

/* What would hold up the page's own thread: making facts, and parsing a long report. */

const scope = self as unknown as DedicatedWorkerGlobalScope

scope.addEventListener('message', ({ data }: MessageEvent<FactsRequest | ParseRequest>) => {
  if ('text' in data) parse(data).catch(raise)
  else answer(data).then((facts) => scope.postMessage(facts), raise)
})

/** Whoever waits hears of it: a promise that breaks would raise no error on the worker. */
function raise(error: unknown): void {
  setTimeout(() => {
    throw error
  })
}

async function answer({ sha, bytes }: FactsRequest): Promise<FactsAnswer> {
  const text = decode(bytes, sha)
  if (isFailure(text)) return { sha }
  const parsed = parseReport(text, await rulesFor(text))
  return { sha, facts: makeFacts(sha, parsed, headingsOf(parsed.tokens)) }
}

async function parse({ text, mentions, repositoryUrl }: ParseRequest): Promise<void> {
  const say = (answer: ParseAnswer) => scope.postMessage(answer)
  const rules = await rulesFor(text, mentions)
  const { report, restAt, rest } = parseInParts(text, rules, repositoryUrl)
  const head = splitParts(report.tokens)
  const [first, ...others] = head.parts
  const headline = makeHeadline(report, headingsOf(report.tokens))
  const share = text.length / head.parts.reduce((sum, part) => sum + part.length, 1)
  say({
    parsed: { ...report, body: '', tokens: first?.tokens ?? [] },
    // Whether a long report takes 40 minutes or 41 is nothing to wait for.
    headline: { ...headline, words: Math.round(headline.words * Math.max(1, share)) },
    cut: head.cut || report.unread === true,
    restAt,
  })
  others.forEach(say)
  const following = rest()
  const { parts, cut } = splitParts(following)
  parts.forEach(say)
  say({ headings: headingsOf([...report.tokens, ...following]), cut })
}
