import { deleteEdit, loadEdits, openEditsChannel, type Edit } from '../commands/editing/drafts.ts'
import { dropUntouched } from '../commands/editing/drop-untouched.ts'
import { holdEdit } from '../commands/editing/hold-edit.ts'
import { callBack } from '../commands/sending/call-back.ts'
import { changeJournal, sendWaiting, wake } from '../commands/sending/sender.ts'
import type { Address } from '../model/address.ts'
import type { DraftId } from '../model/draft.ts'
import type { Journal } from '../model/journal.ts'
import type { App } from './app.svelte.ts'

let shared: Edits | undefined

/** The edits of this browser, as they are now; one for all pages, made when it is first asked for. */
export const editsOf = (app: App): Edits => (shared ??= new Edits(app))

/** The edit that an address opens, to write in it or to look it through. */
const openIn = (address: Address): DraftId | undefined =>
  address.page === 'edit' || address.page === 'review' ? address.id : undefined

/** What has become of each edit, in this tab and in the others, and the sending of those that wait. */
export class Edits {
  /** Undefined until they are loaded. */
  list = $state.raw<readonly Edit[]>()
  readonly #app: App
  readonly #tabs: BroadcastChannel
  #sending = false
  /** Asked for while the sender was about to end. */
  #again = false

  constructor(app: App) {
    this.#app = app
    this.#tabs = openEditsChannel(app.gam)
    this.#tabs.onmessage = () => {
      // This tab may be the one that sends.
      wake()
      void this.load()
    }
    void this.load()
    $effect.root(() => this.#watchLeaving())
  }

  /** By the address, not by the pages: Back, pressed quickly, leaves an edit whose page never came to stand. */
  #watchLeaving(): void {
    let open: DraftId | undefined
    $effect(() => {
      const left = open
      open = openIn(this.#app.navigation.address)
      if (left && left !== open) void this.#leave(left)
    })
  }

  /** An edit that was begun and never touched is not kept; its page lets go of it when it has saved. */
  async #leave(left: DraftId): Promise<void> {
    const { gam, navigation } = this.#app
    const release = await holdEdit(gam, left, { isPatient: true })
    if (!release) return
    if (openIn(navigation.address) === left) return release()
    await dropUntouched(gam, left, release)
    // Its desk has saved after the next page had looked.
    await this.changed()
  }

  find = (id: DraftId): Edit | undefined => this.list?.find(({ draft }) => draft.id === id)

  async load(): Promise<void> {
    this.list = await loadEdits(this.#app.gam)
    this.#app.shell.edits = this.list.length
  }

  /** An edit was stored or removed: this page and the other tabs look again. */
  async changed(): Promise<void> {
    this.#tabs.postMessage('')
    await this.load()
  }

  /** Removes an edit; what is returned brings it back. */
  async remove(id: DraftId): Promise<() => Promise<void>> {
    const back = await deleteEdit(this.#app.gam, id)
    await this.changed()
    return async () => {
      await back()
      await this.changed()
    }
  }

  async changeJournal(id: DraftId, change: (journal: Journal) => Journal): Promise<void> {
    await changeJournal(this.#app.gam, id, change)
    await this.changed()
    this.send()
  }

  async callBack(id: DraftId): Promise<void> {
    const { gam, session } = this.#app
    const token = (login: string) =>
      session.login === login && !session.refused ? session.token : undefined
    await callBack(gam, id, token, window.fetch.bind(window))
    await this.changed()
  }

  /** Sends what waits, now and whenever it can go on; where it is under way already, it looks again. */
  send(): void {
    wake()
    this.#again = this.#sending
    if (this.#sending) return
    this.#sending = true
    const { gam, session } = this.#app
    const world = {
      gam,
      fetch: window.fetch.bind(window),
      who: () =>
        session.token && session.login && !session.refused
          ? { token: session.token, login: session.login }
          : undefined,
      onRefused: () => (session.refused = true),
      onChange: () => void this.changed(),
    }
    void sendWaiting(world, new AbortController().signal).finally(() => {
      this.#sending = false
      if (this.#again) this.send()
    })
  }
}
