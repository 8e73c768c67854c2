import { fail, isFailure, type Failure } from '../../model/failure.ts'
import { blobKey, type Draft } from '../../model/draft.ts'
import { isPath } from '../../model/paths.ts'
import { parseRepositoryName } from '../../model/repository.ts'
import { mergeReadings, type Reading } from '../../model/reading.ts'
import type { Saved } from '../../model/saved.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import { sourceKey, type Source } from '../../model/source.ts'
import { isIntact } from '../../storage/records.ts'
import { loadEdits } from '../editing/drafts.ts'
import type { Gam } from '../gam.ts'
import { changeOwnSources } from '../library/change-sources.ts'
import { loadOwnSources, parseOwnSources } from '../library/own-sources.ts'
import { isReading } from '../reading/is-reading.ts'
import { loadReadings } from '../reading/readings.ts'

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

interface OwnEdit {
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
}

/** All of a person's own: folders, what is to be offline, what was seen, read and marked, and unsent edits. Never a token. */
export async function exportOwn(gam: Gam): Promise<string> {
  const { storage } = gam
  const seen = await storage.seen.loadMany(await storage.seen.keys())
  const saves = await storage.saves.loadMany(await storage.saves.keys())
  const readings = await loadReadings(gam)
  const edits: OwnEdit[] = []
  for (const { draft, journal } of await loadEdits(gam)) {
    if (journal) continue
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
 * Takes a file of `exportOwn` in, beside what is here: an edit that is here in a newer version stays as it is. A file
 * that has not its form is a failure that names the part, and changes nothing.
 */
export async function importOwn(gam: Gam, text: string): Promise<TakenOver | Failure> {
  const file = parseOwnFile(text)
  if (isFailure(file)) return file
  const { storage } = gam
  const before = await storage.drafts.loadMany(file.edits.map(({ draft }) => draft.id))
  const edits = file.edits.filter(
    ({ draft }) => (before.get(draft.id)?.revision ?? -1) < draft.revision,
  )
  const blobs = edits.flatMap(({ draft, blobs }) =>
    Object.entries(blobs).map(
      ([sha, base64]) => [blobKey(draft.id, sha as Sha), fromBase64(base64)] as const,
    ),
  )
  // An edit without what it began with could not be sent: its blobs first.
  for (const saved of [
    await storage.draftBlobs.saveMany(blobs),
    await storage.drafts.saveMany(edits.map(({ draft }) => [draft.id, draft])),
    await storage.saves.saveMany(file.saves.map((one) => [sourceKey(one.source), one])),
  ]) {
    if (isFailure(saved)) return saved
  }
  for (const [key, versions] of Object.entries(file.seen)) {
    await storage.seen.update(key, (own) => ({ ...versions, ...own }))
  }
  const readings = file.readings ?? []
  for (const one of readings) {
    const noted = await storage.readings.update(sourceKey(one.place), (own) =>
      mergeReadings(isReading(own) ? own : one, one),
    )
    if (isFailure(noted)) return noted
  }
  await changeOwnSources(storage, (own) => ({
    added: [
      ...new Map(
        [...own.added, ...file.sources.added].map((one) => [sourceKey(one), one]),
      ).values(),
    ],
    hidden: [...new Set([...own.hidden, ...file.sources.hidden])],
  }))
  return {
    sources: file.sources.added.length,
    saves: file.saves.length,
    readings: readings.length,
    edits: edits.length,
  }
}

function parseOwnFile(text: string): OwnFile | Failure {
  const wrong = (problem: string) => fail({ kind: 'malformed', what: 'this file', problem })
  let file: Partial<Record<keyof OwnFile, unknown>>
  try {
    file = Object(JSON.parse(text)) as typeof file
  } catch {
    return wrong('it is not JSON')
  }
  const { gam, madeAt, sources, saves, seen, readings = [], edits } = file
  if (gam !== 1) return wrong('it was not made by Gam, or by a newer one')
  const own = parseOwnSources(sources)
  if (!Array.isArray(saves) || !saves.every(isSaved)) return wrong('“saves”, what is to be offline')
  if (!isSeen(seen)) return wrong('“seen”, which versions were seen')
  if (!Array.isArray(readings) || !readings.every(isReading))
    return wrong('“readings”, what was read and marked')
  if (!Array.isArray(edits)) return wrong('“edits” is no list')
  const bad = edits.findIndex((one) => !isEdit(one))
  if (bad >= 0) return wrong(`edit ${bad + 1} of ${edits.length}`)
  return {
    gam,
    madeAt: String(madeAt),
    sources: own,
    saves,
    seen,
    readings,
    edits: edits as OwnEdit[],
  }
}

const isRepository = (name: unknown): boolean => {
  const [owner = '', short = '', ...rest] = typeof name === 'string' ? name.split('/') : []
  return !rest.length && parseRepositoryName(owner, short) === name
}

const isSaved = (value: unknown): value is Saved =>
  isIntact.saves(value) &&
  isRepository(value.source.repository) &&
  typeof value.source.path === 'string' &&
  isPath(value.source.path) &&
  typeof value.source.ref === 'string' &&
  Array.isArray(value.source.exclude) &&
  value.parts.every((part) => ['all', 'folder', 'year', 'report'].includes(part.kind))

const isSeen = (value: unknown): value is OwnFile['seen'] =>
  typeof value === 'object' && value !== null && Object.values(value).every(isIntact.seen)

function isEdit(value: unknown): value is OwnEdit {
  const { draft, blobs } = Object(value) as Partial<Record<keyof OwnEdit, unknown>>
  return (
    isIntact.drafts(draft) &&
    isRepository(draft.repository) &&
    isSha(draft.base) &&
    typeof draft.branch === 'string' &&
    [...draft.texts, ...draft.pictures].every(({ path }) => path !== '' && isPath(path)) &&
    typeof blobs === 'object' &&
    blobs !== null &&
    Object.entries(blobs).every(([sha, bytes]) => isSha(sha) && isBase64(bytes)) &&
    blobsOf(draft).every((sha) => Object.hasOwn(blobs, sha))
  )
}

const blobsOf = ({ texts, pictures }: Draft): readonly Sha[] => [
  ...texts.flatMap(({ before }) => (before ? [before] : [])),
  ...pictures.map(({ sha }) => sha),
]

const isBase64 = (text: unknown): boolean =>
  typeof text === 'string' && text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
