import { makeFacts } from '../facts/make-facts.ts'
import { sectionsOf } from '../facts/sections.ts'
import { decode } from '../markdown/decode.ts'
import { headingsOf } from '../markdown/headings.ts'
import { parseReport } from '../markdown/parse.ts'
import { rulesFor } from '../markdown/rules.ts'
import type { Facts } from '../model/facts.ts'
import { isFailure } from '../model/failure.ts'
import type { Section } from '../model/search.ts'
import type { Sha } from '../model/sha.ts'

/** A text that takes longer is taken as it was written, in ms. */
const PATIENCE = 5_000

/** What one reading of a report's text gives. */
export interface ReadText {
  readonly facts: Facts
  readonly sections: readonly Section[]
}

/** Undefined where the bytes are no readable report. */
export async function readText(sha: Sha, bytes: Uint8Array): Promise<ReadText | undefined> {
  const text = decode(bytes, sha)
  if (isFailure(text)) return undefined
  const until = performance.now() + PATIENCE
  const parsed = parseReport(text, await rulesFor(text), undefined, until)
  const { tokens } = parsed
  return {
    facts: makeFacts(sha, parsed, headingsOf(tokens)),
    sections: sectionsOf(tokens, headingsOf),
  }
}
