import { isReading } from '../commands/reading/is-reading.ts'
import { loadReadings, noteReading } from '../commands/reading/readings.ts'
import type { Gam } from '../commands/gam.ts'
import type { Place } from '../model/address.ts'
import type { LeftPlace } from '../model/left-place.ts'
import type { Reading, ReadingChange } from '../model/reading.ts'
import type { Sha } from '../model/sha.ts'
import { sourceKey } from '../model/source.ts'

let shared: Readings | undefined

/** What was read and marked in this browser; one for all pages, made when it is first asked for. */
export const readingsOf = (gam: Gam): Readings => (shared ??= new Readings(gam))

/** Of which report something is noted. */
export interface Titled {
  readonly place: Place
  readonly title: string
}

/** What a person has read and marked, by the report's place; all tabs know the same. */
export class Readings {
  /** Undefined until it is loaded. */
  list = $state.raw<ReadonlyMap<string, Reading>>()
  /** The library lists what is not read yet, and nothing else. */
  onlyUnread = $state(false)
  /** Once all of it has been here. */
  readonly loaded: Promise<void>
  readonly #gam: Gam
  readonly #tabs: BroadcastChannel

  constructor(gam: Gam) {
    this.#gam = gam
    this.#tabs = new BroadcastChannel(`${gam.base} readings`)
    this.#tabs.onmessage = () => void this.load()
    this.loaded = this.load()
  }

  async load(): Promise<void> {
    this.list = await loadReadings(this.#gam)
  }

  of(place: Place): Reading | undefined {
    return this.list?.get(sourceKey(place))
  }

  opened(report: Titled, sha: Sha | undefined): Promise<void> {
    const value = { title: report.title, ...(sha ? { sha } : {}) }
    return this.#note(report, { opened: { at: this.#gam.now(), value } })
  }

  left(report: Titled, value: LeftPlace): Promise<void> {
    return this.#note(report, { left: { at: this.#gam.now(), value } })
  }

  /** Its end was on the screen: there is no place any more to go on from. */
  ended(report: Titled): Promise<void> {
    const at = this.#gam.now()
    return this.#note(report, { read: { at, value: true }, left: { at, value: null } })
  }

  /** Either way there is no place to go on from: what is unread begins anew. */
  mark(report: Titled, isRead: boolean): Promise<void> {
    const at = this.#gam.now()
    return this.#note(report, { read: { at, value: isRead }, left: { at, value: null } })
  }

  /** `words`: what the heading of that id says, or with no id the report; null takes the bookmark away. */
  bookmark(report: Titled, id: string, words: string | null): Promise<void> {
    return this.#note(report, { bookmarks: { [id]: { at: this.#gam.now(), value: words } } })
  }

  async #note({ place, title }: Titled, change: ReadingChange): Promise<void> {
    await noteReading(this.#gam, place, title, change)
    this.#tabs.postMessage('')
    const key = sourceKey(place)
    const reading = await this.#gam.storage.readings.load(key)
    if (isReading(reading)) this.list = new Map(this.list).set(key, reading)
  }
}
