import {
  choosePart,
  leavePart,
  loadSaved,
  lookAnew,
  noteStanding,
  savesData,
  savingLock,
  unfinished,
  type Due,
} from '../commands/saving/saved.ts'
import type { Gam } from '../commands/gam.ts'
import { endsSaving, saveOffline } from '../commands/saving/save-offline.ts'
import { writers } from '../commands/settings/writers.ts'
import { fail, isFailure, type Failure } from '../model/failure.ts'
import { partKey, type Saved, type SavedPart, type SaveProgress } from '../model/saved.ts'
import type { Sha } from '../model/sha.ts'
import { sourceKey, type Source } from '../model/source.ts'
import type { App } from './app.svelte.ts'
import { including } from './including.ts'

let shared: Saves | undefined

/** Has at hand what is needed besides, to show the reports that are saved; the failure where that cannot be had now. */
export type Bring = (gam: Gam, saved: Saved, signal: AbortSignal) => Promise<Failure | undefined>

/** What is saved offline in this browser; one for all pages, made when it is first asked for. */
export const savesWith = (app: App, bring: Bring): Saves => (shared ??= new Saves(app, bring))

/** A limit that is over, or a network that is back, is noticed at the latest after so long, in ms. */
const LOOK_AGAIN = 60_000
/** What could not be had for once is asked for after twice the time each time, and at the latest after so long, in ms. */
const LONGEST_WAIT = 3_600_000
/** So much earlier the tab that a person uses begins, in ms. */
const YIELD = 1_000
/** Said to the other tabs: one of them needs what is stored for itself. */
const STOP = 'stop'
/** The count on the screen changes at most so often, in ms. */
const SHOW_EVERY = 200

/** What a person wants offline, how far it has come, and the downloading of it: in one tab at a time. */
export class Saves {
  /** By source; undefined until it is loaded. */
  list = $state.raw<ReadonlyMap<string, Saved>>()
  /** By part, as all below. */
  progress = $state.raw<ReadonlyMap<string, SaveProgress>>(new Map())
  failures = $state.raw<ReadonlyMap<string, Failure>>(new Map())
  /** The part that is being downloaded by this tab. */
  running = $state<string>()
  /** Names of all blobs that this browser has; undefined until somebody wants to know. */
  here = $state.raw<ReadonlySet<string>>()
  /** Which version of a path was saved or shown last, by place; what is at `here` of them is. */
  versions = $state.raw<ReadonlyMap<string, { readonly sha: Sha }>>(new Map())
  readonly #app: App
  readonly #bring: Bring
  readonly #tabs: BroadcastChannel
  /** How long was waited last for what one host would not give, in ms. */
  readonly #waits = new Map<string, number>()
  /** The parts that are left alone for that time. */
  readonly #waiting = new Set<string>()
  #stop = new AbortController()
  #isWorking = false
  /** The part that was tried last in vain. */
  #failed: string | undefined
  /** Something is done that no saving may be beside. */
  #isHeld = false
  /** The same in another tab, which waits for this one. */
  #isInterrupted = false
  #again = false
  #work: Promise<void> = Promise.resolve()
  #isOver = false

  constructor(app: App, bring: Bring) {
    this.#app = app
    this.#bring = bring
    this.#tabs = new BroadcastChannel(`${app.gam.base} saves`)
    this.#tabs.onmessage = ({ data }) => void this.#hear(data)
    addEventListener('online', () => this.work())
    addEventListener('offline', () => void (this.here && this.loadHere()))
    // A tree that was read anew may name reports that are not here yet.
    app.gam.trees.listen(() => this.work())
    writers.add(() => this.#end())
    void this.load().then(() => this.work())
  }

  /** Whoever signs out leaves the page: no download is to store private texts behind them. */
  async #end(): Promise<void> {
    this.#isOver = true
    this.#stop.abort()
    if (this.running) await this.#work
  }

  async load(): Promise<void> {
    this.list = await loadSaved(this.#app.gam)
  }

  async loadHere(): Promise<void> {
    const { blobs, places } = this.#app.gam.storage
    this.versions = await places.loadMany(await places.keys())
    this.here = new Set(await blobs.keys())
  }

  async choose(source: Source, part: SavedPart): Promise<void> {
    await this.#changed(await choosePart(this.#app.gam, source, part), source, part)
    this.work()
  }

  async leave(source: Source, part: SavedPart): Promise<void> {
    if (this.running === partKey(source, part)) this.#stop.abort()
    await this.#changed(await leavePart(this.#app.gam, source, part), source, part)
    this.work()
  }

  async pause(source: Source, part: SavedPart): Promise<void> {
    if (this.running === partKey(source, part)) this.#stop.abort()
    const noted = await noteStanding(this.#app.gam, source, part, { paused: true })
    await this.#changed(noted, source, part)
    this.work()
  }

  async resume(source: Source, part: SavedPart): Promise<void> {
    await this.#changed(await noteStanding(this.#app.gam, source, part, {}), source, part)
    this.work()
  }

  /** Another tab has changed what is wanted: what is wanted no more, or paused, is downloaded no further. */
  async #hear(message: unknown): Promise<void> {
    if (message === STOP) return this.#interrupt()
    await this.load()
    if (this.running && !this.#isWanted(this.running)) this.#stop.abort()
    // It waits for the tab where that was wanted, which shows how far it is, and goes on where that one is closed.
    setTimeout(() => this.work(), YIELD)
  }

  #isWanted(key: string): boolean {
    return [...(this.list?.values() ?? [])].some(({ source, parts }) =>
      parts.some((part) => !part.paused && partKey(source, part) === key),
    )
  }

  /** Lets another tab have its turn, which says when it is over; at the latest it goes on after a while. */
  #interrupt(): void {
    this.#again = false
    this.#isInterrupted = this.#isWorking
    this.#stop.abort()
    setTimeout(() => this.work(), LOOK_AGAIN)
  }

  /**
   * Removes or checks what is stored, with no saving beside it in any tab: that would note as complete what has just
   * gone. What is chosen after it is looked through again.
   */
  async without<T>(work: () => Promise<T>): Promise<T> {
    this.#isHeld = true
    this.#tabs.postMessage(STOP)
    this.#stop.abort()
    await this.#work
    try {
      return await this.#alone(work)
    } finally {
      this.#isHeld = false
      this.#waiting.clear()
      this.#tabs.postMessage('')
      await this.load()
      this.work()
    }
  }

  /** Something of what was complete may be gone: all that is chosen is looked through again. */
  async lookAnew(): Promise<void> {
    const saved = await loadSaved(this.#app.gam)
    for (const { source } of saved.values()) await lookAnew(this.#app.gam, source)
  }

  async #changed(done: true | Failure, source: Source, part: SavedPart): Promise<void> {
    const key = partKey(source, part)
    this.#waiting.delete(key)
    this.failures = without(this.failures, key)
    if (isFailure(done)) this.failures = including(this.failures, key, done)
    this.#tabs.postMessage('')
    await this.load()
  }

  /** Downloads what is missing; where that is under way already, it looks again when it is done. */
  work(): void {
    this.#again = this.#isWorking
    if (this.#isWorking || this.#isHeld || this.#isOver) return
    this.#isWorking = true
    this.#isInterrupted = false
    this.#work = this.#alone(() => this.#workAll()).finally(() => {
      this.#isWorking = false
      if (this.#again) this.work()
    })
  }

  /** Two tabs would download everything twice. Without a secure context there are no locks, and they do. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    return 'locks' in navigator ? navigator.locks.request(savingLock(this.#app.gam), work) : work()
  }

  async #workAll(): Promise<void> {
    const { gam } = this.#app
    const tried = new Set<string>()
    for (;;) {
      const due = await unfinished(gam, await loadSaved(gam))
      const left = due.filter(({ source, part }) => {
        const key = partKey(source, part)
        return !tried.has(key) && !this.#waiting.has(key) && !(part.completeAt && savesData())
      })
      // One that failed last time keeps no other from its turn.
      const next =
        left.find(({ source, part }) => !this.failures.has(partKey(source, part))) ??
        left.find(({ source, part }) => this.#failed !== partKey(source, part)) ??
        left[0]
      if (!next || this.#isHeld || this.#isInterrupted || this.#isOver) return
      tried.add(partKey(next.source, next.part))
      const ended = await this.#save(next)
      if (!ended || !endsSaving(ended)) continue
      this.#failed = partKey(next.source, next.part)
      // The other parts of this source would fare no better.
      for (const { source, part } of await unfinished(gam, await loadSaved(gam))) {
        if (sourceKey(source) !== sourceKey(next.source)) continue
        tried.add(partKey(source, part))
        this.failures = including(this.failures, partKey(source, part), ended)
      }
    }
  }

  /** Gives why not all of it is here; undefined where it is, and where it was stopped. */
  async #save({ source, part }: Due): Promise<Failure | undefined> {
    const { gam } = this.#app
    const key = partKey(source, part)
    const saved: Saved = { source, parts: [part] }
    this.#stop = new AbortController()
    this.running = key
    this.failures = without(this.failures, key)
    let shownAt = 0
    let last: SaveProgress | undefined
    const show = () => {
      if (last) this.progress = including(this.progress, key, last)
      shownAt = gam.now()
    }
    const { signal } = this.#stop
    let ended = await saveOffline(gam, saved, signal, (progress) => {
      last = progress
      if (gam.now() - shownAt >= SHOW_EVERY) show()
    })
    show()
    if (ended && !isFailure(ended)) ended = (await this.#bring(gam, saved, signal)) ?? ended
    this.running = undefined
    if (signal.aborted) ended = undefined
    if (ended && !isFailure(ended)) {
      // What cannot be noted would be looked through again at each visit, and is not called saved.
      const noted = await noteStanding(gam, source, part, { completeAt: ended })
      if (isFailure(noted)) ended = noted
    }
    if (isFailure(ended)) this.#tryLater(key, ended)
    else if (ended) this.#waits.delete(key)
    this.#tabs.postMessage('')
    await this.load()
    await this.#app.library.loadStored([source])
    if (this.here) await this.loadHere()
    return isFailure(ended) ? ended : undefined
  }

  #tryLater(key: string, failure: Failure): void {
    this.failures = including(this.failures, key, fail(failure))
    const goesOn = ['rate-limited', 'saving-requests', 'timed-out', 'offline']
    if (goesOn.includes(failure.kind)) setTimeout(() => this.work(), LOOK_AGAIN)
    if (endsSaving(failure)) return
    const wait = Math.min(LONGEST_WAIT, 2 * (this.#waits.get(key) ?? LOOK_AGAIN / 2))
    this.#waits.set(key, wait)
    this.#waiting.add(key)
    setTimeout(() => {
      this.#waiting.delete(key)
      this.work()
    }, wait)
  }
}

const without = <V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> =>
  new Map([...map].filter(([one]) => one !== key))
