import { blobSha } from '../../github/check-sha.ts'
import { fromBase64, toBase64 } from '../../model/base64.ts'
import { fail, isFailure, type Failure } from '../../model/failure.ts'
import { blobKey, type Draft } from '../../model/draft.ts'
import { pullOf } from '../../model/journal.ts'
import { mergeReadings, type Reading } from '../../model/reading.ts'
import { withPart, type Saved } from '../../model/saved.ts'
import type { Sha } from '../../model/sha.ts'
import { sourceKey, type Source } from '../../model/source.ts'
import { loadEdits } from '../editing/drafts.ts'
import type { Gam } from '../gam.ts'
import { changeOwnSources } from '../library/change-sources.ts'
import { loadOwnSources } from '../library/own-sources.ts'
import { isReading } from '../reading/is-reading.ts'
import { loadReadings } from '../reading/readings.ts'
import { missingEdits } from './missing-edits.ts'
import { findWrong } from './own-file-form.ts'

/** What a person has put into this browser and GitHub has not, as one file. */
interface OwnFile {
  /** The form of the file. */
  readonly gam: 1
  readonly madeAt: string
  readonly sources: { readonly added: readonly Source[]; readonly hidden: readonly string[] }
  readonly saves: readonly Saved[]
  /** Which version of each report was seen, by source and path. */
  readonly seen: Readonly<Record<string, Readonly<Record<string, Sha>>>>
  /** What was read and marked; absent in files of an earlier Gam. */
  readonly readings?: readonly Reading[]
  readonly edits: readonly OwnEdit[]
}

export interface OwnEdit {
  readonly draft: Draft
  /** The blobs that it began with, and its pictures, by SHA; base64. */
  readonly blobs: Readonly<Record<string, string>>
}

/** How much of each was taken in. */
export interface TakenOver {
  readonly sources: number
  readonly saves: number
  readonly readings: number
  readonly edits: number
  /** Of these, how many stand beside another version of the same edit that was here. */
  readonly beside: number
}

/** All of a person's own: folders, what is to be offline, what was seen, read and marked, and unsent edits. Never a token. */
export async function exportOwn(gam: Gam): Promise<string> {
  const { storage } = gam
  const seen = await storage.seen.loadMany(await storage.seen.keys())
  const saves = await storage.saves.loadMany(await storage.saves.keys())
  const readings = await loadReadings(gam)
  const edits: OwnEdit[] = []
  for (const { draft, journal } of await loadEdits(gam)) {
    // What stands on GitHub comes from there.
    if (journal && pullOf(journal)) continue
    const keys = blobsOf(draft).map((sha) => blobKey(draft.id, sha))
    const blobs = [...(await storage.draftBlobs.loadMany(keys))].map(([key, bytes]) => [
      key.slice(draft.id.length + 1),
      toBase64(bytes),
    ])
    edits.push({ draft, blobs: Object.fromEntries(blobs) as OwnEdit['blobs'] })
  }
  const file: OwnFile = {
    gam: 1,
    madeAt: new Date(gam.now()).toISOString(),
    sources: await loadOwnSources(storage),
    saves: [...saves.values()],
    seen: Object.fromEntries(seen),
    readings: [...readings.values()],
    edits,
  }
  return JSON.stringify(file)
}

/**
 * Takes a file of `exportOwn` in, beside what is here: nothing of a person's own is written over. A file that has not its
 * form is a failure of the kind 'malformed' that names the part, and changes nothing; after any other failure some of it
 * is here, and it may be taken in once more.
 */
export async function importOwn(gam: Gam, text: string): Promise<TakenOver | Failure> {
  const file = parseOwnFile(text)
  if (isFailure(file)) return file
  const forged = await findForged(file)
  if (forged) return forged
  const { storage } = gam
  const ids = await storage.drafts.keys()
  const edits = missingEdits(file.edits, ids, await storage.drafts.loadMany(ids))
  const blobs = edits.flatMap(({ draft, blobs }) =>
    Object.entries(blobs).flatMap(([sha, base64]) => {
      // The form of the file says that it is some.
      const bytes = fromBase64(base64)
      return bytes ? [[blobKey(draft.id, sha as Sha), bytes] as const] : []
    }),
  )
  const { added, hidden } = file.sources
  const readings = file.readings ?? []
  // An edit without what it began with could not be sent: its blobs first.
  const steps: readonly (() => Promise<unknown>)[] = [
    () => storage.draftBlobs.saveMany(blobs),
    ...edits.map(
      ({ draft }) =>
        () =>
          storage.drafts.update(draft.id, (own) => own ?? draft),
    ),
    ...file.saves.map((one) => () => takeOverSave(gam, one)),
    ...Object.entries(file.seen).map(
      ([key, versions]) =>
        () =>
          storage.seen.update(key, (own) => ({ ...versions, ...own })),
    ),
    ...readings.map(
      (one) => () =>
        storage.readings.update(sourceKey(one.place), (own) =>
          mergeReadings(isReading(own) ? own : one, one),
        ),
    ),
    () =>
      changeOwnSources(storage, (own) => ({
        added: [...new Map([...own.added, ...added].map((one) => [sourceKey(one), one])).values()],
        hidden: [...new Set([...own.hidden, ...hidden])],
      })),
  ]
  for (const step of steps) {
    const done = await step()
    if (isFailure(done)) return done
  }
  return {
    sources: added.length,
    saves: file.saves.length,
    readings: readings.length,
    edits: edits.length,
    beside: edits.filter(({ isBeside }) => isBeside).length,
  }
}

/** What another browser had of it says nothing about this one. */
const takeOverSave = ({ storage }: Gam, { source, parts }: Saved): Promise<true | Failure> =>
  storage.saves.update(sourceKey(source), (own) =>
    parts.reduce<Saved | undefined>(
      (saved, { paused, completeAt, ...part }) => withPart(saved, own?.source ?? source, part),
      own,
    ),
  )

function parseOwnFile(text: string): OwnFile | Failure {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return wrong('it is not JSON')
  }
  if ((Object(parsed) as { gam?: unknown }).gam !== 1)
    return wrong('it was not made by Gam, or by a newer one')
  const place = findWrong(parsed)
  if (place !== undefined) return wrong(`“${place}”`)
  return parsed as OwnFile
}

/**
 * An edit with a text that it did not begin with would be shown as less than it is. Where a blob is missing, its review
 * says so.
 */
async function findForged({ edits }: OwnFile): Promise<Failure | undefined> {
  for (const [at, { blobs }] of edits.entries()) {
    for (const [sha, base64] of Object.entries(blobs)) {
      const bytes = fromBase64(base64)
      if (!bytes || (await blobSha(bytes)) !== sha)
        return wrong(`“edits[${at}].blobs”, of which one is not what its name says`)
    }
  }
  return undefined
}

const wrong = (problem: string): Failure => fail({ kind: 'malformed', what: 'this file', problem })

const blobsOf = ({ texts, pictures }: Draft): readonly Sha[] => [
  ...texts.flatMap(({ before }) => (before ? [before] : [])),
  ...pictures.map(({ sha }) => sha),
]
