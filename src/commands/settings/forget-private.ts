import { goesAtSignOut } from '../../model/draft-privacy.ts'
import { isDraftId } from '../../model/draft.ts'
import { forgetPictureSizes } from '../../storage/save-picture-size.ts'
import { deleteEdit } from '../editing/drafts.ts'
import { forgetHalfWrittenExcept } from '../editing/half-written.ts'
import { openKeepers } from '../editing/open-keepers.ts'
import { forgetTypedExcept } from '../editing/typed.ts'
import type { Gam } from '../gam.ts'
import { OWN_SOURCES, parseOwnSources } from '../library/own-sources.ts'
import { FAILED } from '../library/trees.ts'
import { TAKEN } from '../saving/install-packs.ts'
import { writers } from './writers.ts'

/** A download that is under way is waited for so long, in ms: what comes later goes at the next start. */
const PATIENCE = 2_000

/** The repositories that are known to be private. */
export async function privateNames({ storage }: Gam): Promise<readonly string[]> {
  const names = await storage.repositories.keys()
  const repositories = await storage.repositories.loadMany(names)
  return names.filter((name) => repositories.get(name)?.private)
}

/**
 * Forgets everything that was read with the token, and every edit but those of public repositories: one that is damaged
 * does not say of which it is. The page still knows it: leave it, and forget the texts again at the next start, since a
 * page may go on storing for a moment.
 */
export async function forgetPrivate(gam: Gam): Promise<void> {
  const { storage } = gam
  // Before all else: an editor would store its text again behind this, and so would a download.
  await Promise.all([...openKeepers].filter((one) => one.isPrivate).map((one) => one.stop()))
  await Promise.race([Promise.all([...writers].map((stop) => stop())), after(PATIENCE)])
  const names = await storage.repositories.keys()
  const repositories = await storage.repositories.loadMany(names)
  await forgetTexts(gam, await privateNames(gam))
  await forgetEdits(gam)
  forgetHalfWrittenExcept(gam, (name) => repositories.get(name)?.private === false)
  // What was asked with a token says nothing about what anybody may see.
  await storage.repositories.remove(...names)
}

/**
 * Forgets what is stored by the names of these private repositories, and every text, picture and their facts that no
 * public tree or place names (older versions are named by none).
 */
export async function forgetTexts(gam: Gam, secret: readonly string[]): Promise<void> {
  const { storage } = gam
  const isSecret = (key: string) =>
    key.startsWith(FAILED) ||
    secret.some((name) => key.startsWith(`${name}@`) || key.includes(` ${name} `))
  for (const table of [
    storage.trees,
    storage.places,
    storage.heads,
    storage.seen,
    storage.saves,
    storage.readings,
    storage.shards,
    storage.settings,
  ]) {
    await table.remove(...(await table.keys()).filter(isSecret))
  }
  await storage.repositories.remove(...secret)
  await forgetOwnSources(gam, secret)
  // What goes now may be public, and in a pack: it comes again.
  await storage.settings.remove(TAKEN)
  const kept = new Set<string>()
  for (const key of await storage.trees.keys()) {
    for (const entry of (await storage.trees.load(key))?.tree.entries ?? []) kept.add(entry.sha)
  }
  const places = await storage.places.loadMany(await storage.places.keys())
  for (const [, place] of places) kept.add(place.sha)
  for (const table of [storage.blobs, storage.facts]) {
    await table.remove(...(await table.keys()).filter((sha) => !kept.has(sha)))
  }
  // A drawing does not say whose report it is of; any can be drawn again.
  await storage.drawings.remove(...(await storage.drawings.keys()))
  // Some of their names are addresses that stand in private reports.
  forgetPictureSizes(gam.base)
}

async function forgetOwnSources({ storage }: Gam, secret: readonly string[]): Promise<void> {
  const isOpen = (key: string) => !secret.some((name) => key.startsWith(`${name}@`))
  await storage.settings.update(OWN_SOURCES, (stored) => {
    if (stored === undefined) return undefined
    const { added, hidden } = parseOwnSources(stored)
    return {
      added: added.filter(({ repository }) => !secret.includes(repository)),
      hidden: hidden.filter(isOpen),
    }
  })
}

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** By the names of what is stored: what is damaged cannot be read, and is there all the same. */
async function forgetEdits(gam: Gam): Promise<void> {
  const { drafts, journals, statuses, draftBlobs, histories } = gam.storage
  const keys = await Promise.all(
    [drafts, journals, statuses, draftBlobs, histories].map((table) => table.keys()),
  )
  const ids = new Set(keys.flat().map((key) => key.split(' ')[0] ?? ''))
  const known = await drafts.loadMany([...ids])
  const isKept = (id: string) => {
    const draft = known.get(id)
    return !!draft && !goesAtSignOut(draft)
  }
  for (const id of ids) {
    if (isKept(id) || !isDraftId(id)) continue
    await deleteEdit(gam, id)
    await statuses.remove(id)
  }
  forgetTypedExcept(gam, isKept)
}
