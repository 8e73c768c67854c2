import type { Gam } from '../../commands/gam.ts'
import { treeKey, wantedOf } from '../../commands/library/trees.ts'
import { nameDrawing, saveDrawing } from '../../commands/reading/drawings.ts'
import '../../look/diagrams.css'
import { decode } from '../../markdown/decode.ts'
import { neededGuests } from '../../markdown/needed-guests.ts'
import { rulesFor } from '../../markdown/rules.ts'
import { SOURCE_LIMIT, type DiagramTheme } from '../../model/diagrams.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import { savedReports } from '../../model/saved.ts'
import { loadGuest } from '../../offline/load-guest.ts'
import type { Bring } from '../../state/saves.svelte.ts'
import { createDiagramFrame } from '../report/diagram-frame.ts'
import { FRAME } from '../report/diagram-program.ts'
import { rareGrammar } from '../report/rare-grammars.ts'

/** Texts that are held at once. */
const AT_ONCE = 50
/** Drawings that are kept are counted: those of one source shall not drive out all others. */
const MOST_DIAGRAMS = 50
const THEMES: readonly DiagramTheme[] = ['default', 'dark']

/**
 * Loads what the saved reports need besides the shell: the service worker stores what passes through it. Their
 * diagrams are drawn, since the frame that draws has no origin and is served by no worker.
 */
export const bringGuests: Bring = async (gam, saved, signal) => {
  const stored = await gam.trees.load(treeKey(wantedOf(saved.source)))
  if (!stored) return undefined
  const facts = await gam.facts.load(stored.tree.entries.map(({ sha }) => sha))
  const reports = savedReports(saved, stored.tree, facts)
  const languages = new Set<string>()
  const diagrams = new Set<string>()
  let maths = false
  for (let at = 0; at < reports.length && !signal.aborted; at += AT_ONCE) {
    const some = reports.slice(at, at + AT_ONCE)
    const blobs = await gam.storage.blobs.loadMany(some.map(({ sha }) => sha))
    for (const { sha, path } of some) {
      const bytes = blobs.get(sha)
      const text = bytes && decode(bytes, path)
      if (text === undefined || isFailure(text)) continue
      const needed = neededGuests(text)
      needed.languages.forEach((one) => languages.add(one))
      needed.diagrams.forEach((one) => diagrams.add(one))
      maths ||= needed.maths
      // The table of emoji comes with the rules.
      await rulesFor(text)
    }
  }
  if (signal.aborted) return undefined
  const failure = await load(languages, maths)
  if (!failure) await drawAhead(gam, [...diagrams].slice(0, MOST_DIAGRAMS), signal)
  return failure
}

async function load(languages: ReadonlySet<string>, maths: boolean): Promise<Failure | undefined> {
  const guests: (() => Promise<unknown>)[] = []
  if (languages.size) guests.push(() => import('../report/highlight-code.ts'))
  if (maths) guests.push(() => import('../report/maths.ts'))
  for (const language of languages) {
    const rare = rareGrammar(language)
    if (rare) guests.push(rare.load)
  }
  for (const guest of guests) {
    const loaded = await loadGuest(guest)
    // What is gone from the host with an older version comes with the newer one.
    if (isFailure(loaded) && loaded.kind === 'offline') return loaded
  }
  return undefined
}

async function drawAhead(gam: Gam, sources: readonly string[], signal: AbortSignal): Promise<void> {
  const ended = new AbortController()
  const frame = createDiagramFrame({ url: new URL(FRAME, gam.base).href, signal: ended.signal })
  for (const source of sources) {
    for (const theme of THEMES) {
      const name = source.length <= SOURCE_LIMIT && (await nameDrawing(source, theme, FRAME))
      if (!name || signal.aborted || (await gam.storage.drawings.load(name))) continue
      const drawn = await frame.draw(source, theme)
      if (drawn && !('why' in drawn)) await saveDrawing(gam, name, drawn)
    }
  }
  ended.abort()
}
