import type { Gam } from '../commands/gam.ts'
import {
  loadOwnSources,
  NO_OWN_SOURCES,
  withOwnSources,
  type OwnSources,
} from '../commands/library/own-sources.ts'
import { treeKey, wantedOf } from '../commands/library/trees.ts'
import type { By } from '../github/ask.ts'
import { isFailure, type Failure } from '../model/failure.ts'
import type { Facts } from '../model/facts.ts'
import { seenNow } from '../model/changes.ts'
import type { Sha } from '../model/sha.ts'
import { sourceKey, type Library, type Source } from '../model/source.ts'
import { isMarkdown } from '../model/tree.ts'
import type { StoredTree } from '../storage/records.ts'
import { including } from './including.ts'

const EMPTY: Library = { title: 'Library', links: [], images: 'all', sources: [] }

export type Seen = Readonly<Record<string, Sha>>

/** The library on the screen: the host's and the reader's sources, with what is known of each. */
export class LibraryState {
  host = $state.raw<Library>(EMPTY)
  /** What the reader has made of it; changed by `changeLibrary` alone. */
  own = $state.raw<OwnSources>(NO_OWN_SOURCES)
  /** What went wrong with `library.json`. */
  failure = $state.raw<Failure>()
  /** library.json has been read, or cannot be, and what is stored of it is here. */
  ready = $state(false)
  trees = $state.raw<ReadonlyMap<string, StoredTree>>(new Map())
  failures = $state.raw<ReadonlyMap<string, Failure>>(new Map())
  /** Facts that are known, by blob; a new map whenever some were learnt. */
  facts = $state.raw<ReadonlyMap<Sha, Facts>>(new Map())
  seen = $state.raw<ReadonlyMap<string, Seen>>(new Map())
  /** Branches that are gone, by the folder on the default branch that is shown in their place. */
  readonly goneBranches = new Map<string, string>()
  /** The source that the list shows alone, by key; '' shows all. */
  chosen = $state('')

  readonly library = $derived(withOwnSources(this.host, this.own))

  readonly gam: Gam
  #learnt: Facts[] = []

  constructor(gam: Gam) {
    this.gam = gam
    gam.trees.listen((key, tree) => {
      this.trees = including(this.trees, key, tree)
      this.failures = new Map([...this.failures].filter(([one]) => one !== key))
      void this.#loadFacts([tree])
    })
  }

  async loadOwn(): Promise<void> {
    this.own = await loadOwnSources(this.gam.storage)
  }

  setHost(library: Library): void {
    // The same again would draw every list anew.
    if (JSON.stringify(library) !== JSON.stringify(this.host)) this.host = library
  }

  /** Everything that is stored of the library's sources, without asking anybody. */
  async loadStored(sources: readonly Source[] = this.library.sources): Promise<void> {
    const loaded = await Promise.all(
      sources.map(async (source) => {
        const key = sourceKey(source)
        const of = treeKey(wantedOf(source))
        const tree = await this.gam.trees.load(of)
        const seen = await this.gam.storage.seen.load(key)
        return () => {
          if (seen) this.seen = including(this.seen, key, seen)
          // One that is here is the newest.
          if (tree && !this.trees.has(of)) this.trees = including(this.trees, of, tree)
          return tree ?? []
        }
      }),
    )
    // All at once: after each one every list would be drawn anew.
    await this.#loadFacts(loaded.flatMap((show) => show()))
  }

  /** Asks for the sources that were never read, then for those whose answer is old, one after the other. */
  async refresh(sources: readonly Source[], by: By): Promise<void> {
    const keyOf = (source: Source) => treeKey(wantedOf(source))
    const unknown = sources.filter((source) => !this.trees.has(keyOf(source)))
    const old = sources.filter((source) => this.trees.has(keyOf(source)))
    for (const source of [...unknown, ...old]) {
      const wanted = wantedOf(source)
      const stored = this.trees.get(treeKey(wanted))
      const fresh = by === 'page' && stored && !this.gam.trees.isDue(wanted, stored)
      const tree = fresh ? stored : await this.gam.trees.refresh(wanted, by)
      if (isFailure(tree)) this.failures = including(this.failures, treeKey(wanted), tree)
      else this.#beginSeen(source, tree)
    }
  }

  treeOf(source: Source): StoredTree | undefined {
    return this.trees.get(treeKey(wantedOf(source)))
  }

  failureOf(source: Source): Failure | undefined {
    return this.failures.get(treeKey(wantedOf(source)))
  }

  /** Marks one report as seen, or with no path a whole source. */
  markSeen(source: Source, path?: string): void {
    const tree = this.treeOf(source)?.tree
    if (!tree) return
    this.#see(source, (before = {}) => seenNow(tree, before, path))
  }

  /** The first time a source is read, everything in it counts as seen: only what comes later is new. */
  #beginSeen(source: Source, { tree }: StoredTree): void {
    if (!this.seen.has(sourceKey(source))) {
      this.#see(source, (before) => before ?? seenNow(tree, {}))
    }
  }

  /** What another tab has marked since counts too. */
  #see(source: Source, change: (before?: Seen) => Seen): void {
    const key = sourceKey(source)
    const before = this.seen.get(key)
    const show = (seen: Seen): Seen => {
      this.seen = including(this.seen, key, seen)
      return seen
    }
    if (show(change(before)) !== before) {
      void this.gam.storage.seen.update(key, (stored) => show(change(stored)))
    }
  }

  async #loadFacts(trees: readonly StoredTree[]): Promise<void> {
    const shas = trees.flatMap(({ tree }) =>
      tree.entries.filter((entry) => isMarkdown(entry.path)).map((entry) => entry.sha),
    )
    const found = await this.gam.facts.load(shas)
    if (found.size) this.facts = new Map([...this.facts, ...found])
  }

  /** Facts come one by one; the lists are drawn anew at most three times a second. */
  learn(facts: Facts): void {
    if (this.#learnt.push(facts) > 1) return
    setTimeout(() => {
      this.facts = new Map([...this.facts, ...this.#learnt.map((one) => [one.sha, one] as const)])
      this.#learnt = []
    }, 300)
  }
}
