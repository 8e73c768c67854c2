import {
  planRefresh,
  type Refreshable,
  type RefreshPlan,
} from '../commands/library/plan-refresh.ts'
import { refreshTrees } from '../commands/library/refresh-trees.ts'
import { FRESH_FOR, treeKey, wantedOf, type WantedTree } from '../commands/library/trees.ts'
import { knownPlace } from '../commands/reading/known-place.ts'
import { wantedTree } from '../commands/reading/open-report.ts'
import { loadSaved, savesData } from '../commands/saving/saved.ts'
import { isFailure } from '../model/failure.ts'
import { parseSha } from '../model/sha.ts'
import { covers, type Source } from '../model/source.ts'
import type { App } from './app.svelte.ts'
import { shareTrees } from './share-trees.ts'

/** The page may be another by then, and the first page has just asked for itself. In ms. */
const LOOK_AGAIN = 60_000

/**
 * Asks GitHub for news while the page stays open: at intervals, and when a person comes back to it. One tab at a time
 * asks, and a tab that nobody sees does not; what is learnt reaches all of them.
 */
export function keepFresh(app: App): void {
  const { gam } = app
  /** Also in vain, which leaves no mark in what is stored. */
  const tried = new Map<string, number>()
  const takeStored = shareTrees(app)
  let allAtOnceFailedAt = -Infinity
  let timer: ReturnType<typeof setTimeout>
  let isRunning = false

  const token = () =>
    app.session.refused || gam.now() - allAtOnceFailedAt < FRESH_FOR ? undefined : gam.token()

  async function makePlan(): Promise<RefreshPlan & { wanted: ReadonlyMap<string, WantedTree> }> {
    const wanted = await wantedTrees(app)
    const all: Refreshable[] = []
    for (const [key, { isOnScreen, ...one }] of wanted) {
      const stored = parseSha(one.ref) ? undefined : await gam.trees.load(key)
      // What was never read costs more, and waits for a page that shows it.
      if (!stored || (savesData() && !isOnScreen)) continue
      const { checkedAt, askedAt } = stored
      all.push({ key, isOnScreen, askedAt: Math.max(checkedAt, askedAt, tried.get(key) ?? 0) })
    }
    const { budget } = app.network
    const means = { budget, allAtOnce: token() !== undefined }
    return { ...planRefresh(all, means, gam.now()), wanted }
  }

  async function askAlone(one: WantedTree): Promise<void> {
    const source = app.library.library.sources.find(
      (source) => treeKey(wantedOf(source)) === treeKey(one),
    )
    // The library's own way says on the screen what is wrong.
    if (source) await app.library.refresh([source], 'page')
    else await gam.trees.refresh(one, 'page')
  }

  async function askAll(all: readonly WantedTree[]): Promise<void> {
    const secret = token()
    const unsaid = secret === undefined ? all : await refreshTrees(gam, secret, all)
    if (isFailure(unsaid)) allAtOnceFailedAt = gam.now()
    else for (const one of unsaid) await askAlone(one)
  }

  /** Gives when to look again. */
  async function work(): Promise<number> {
    while (isSeen()) {
      const { ask, at, wanted } = await makePlan()
      if (!ask.length) return at
      const due = []
      for (const key of ask) {
        const one = wanted.get(key)
        // Another tab may have asked while this one waited for its turn.
        if (!one || (await takeStored(key))) continue
        tried.set(key, gam.now())
        due.push(one)
      }
      if (due.length) await askAll(due)
    }
    return Infinity
  }

  async function wake(): Promise<void> {
    clearTimeout(timer)
    if (isRunning || !isSeen()) return
    isRunning = true
    let at = Infinity
    try {
      at = await ('locks' in navigator
        ? navigator.locks.request(`${gam.base} refresh`, work)
        : work())
    } finally {
      // Whatever went wrong for once, it is looked again.
      isRunning = false
      later(Math.min(LOOK_AGAIN, at - gam.now()))
    }
  }
  function later(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void wake(), Math.max(0, ms))
  }

  document.addEventListener('visibilitychange', () => void wake())
  addEventListener('focus', () => void wake())
  addEventListener('online', () => {
    tried.clear()
    void wake()
  })
  later(LOOK_AGAIN)
}

const isSeen = (): boolean => document.visibilityState === 'visible' && navigator.onLine

type Seen = WantedTree & { readonly isOnScreen: boolean }

/** The trees of the library, of what is saved besides, and of the report on the screen. */
async function wantedTrees(app: App): Promise<ReadonlyMap<string, Seen>> {
  const { gam, library } = app
  const { address } = app.navigation
  const saved = [...(await loadSaved(gam)).values()].map(({ source }) => source)
  const trees = new Map<string, Seen>()
  for (const source of [...library.library.sources, ...saved]) {
    const wanted = wantedOf(source)
    trees.set(treeKey(wanted), { ...wanted, isOnScreen: isOnScreen(app, source) })
  }
  if (address.page === 'report') {
    const wanted = wantedTree(gam, await knownPlace(gam, address))
    trees.set(treeKey(wanted), { ...wanted, isOnScreen: true })
  }
  return trees
}

function isOnScreen({ navigation, library }: App, source: Source): boolean {
  const { address } = navigation
  switch (address.page) {
    case 'library':
      return library.library.sources.includes(source)
    case 'repository':
      return source.repository === address.repository
    case 'folder':
      return (
        source.repository === address.repository &&
        (covers(source, address.path) || covers({ ...source, path: address.path }, source.path))
      )
    default:
      return false
  }
}
