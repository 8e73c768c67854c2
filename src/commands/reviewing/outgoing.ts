import { keepEndings, plainText } from '../../merging/keep-endings.ts'
import { blobKey, type Draft } from '../../model/draft.ts'
import { fail, type Failure } from '../../model/failure.ts'
import type { Sha } from '../../model/sha.ts'
import type { Gam } from '../gam.ts'

/** A text of an edit that differs from what it began with. */
export interface OutgoingText {
  readonly path: string
  readonly before?: Sha
  readonly executable?: true
  /** With LF line ends and no byte order mark: what a review compares. */
  readonly old: string
  readonly now: string
  /** As they lie in the repository, and will: byte order mark and line ends kept. */
  readonly original?: string
  readonly written: string
}

/** What an edit changes, and nothing that it does not. Fails where the text that it began with is not stored any more. */
export async function outgoingTexts(
  { storage }: Pick<Gam, 'storage'>,
  draft: Draft,
): Promise<readonly OutgoingText[] | Failure> {
  const outgoing: OutgoingText[] = []
  for (const { path, before, executable, text } of draft.texts) {
    const bytes = before && (await storage.draftBlobs.load(blobKey(draft.id, before)))
    if (before && !bytes) {
      return fail({
        kind: 'malformed',
        what: path,
        problem: 'the text that this edit began with is not stored any more',
      })
    }
    const original = bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    const old = plainText(original ?? '')
    if (before && text === old) continue
    const written = original === undefined ? text : keepEndings(original, text)
    outgoing.push({
      path,
      ...(before ? { before } : {}),
      ...(executable ? { executable } : {}),
      old,
      now: plainText(written),
      ...(original === undefined ? {} : { original }),
      written,
    })
  }
  return outgoing
}
