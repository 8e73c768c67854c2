import type { Edit } from '../commands/editing/drafts.ts'
import { bringUpToDate } from '../commands/proposals/bring-up-to-date.ts'
import { changeWords, type Words } from '../commands/proposals/change-words.ts'
import { loadDraftFiles } from '../commands/proposals/draft-files.ts'
import { fetchStatus, isDue, type Asking } from '../commands/proposals/fetch-status.ts'
import { findForgotten } from '../commands/proposals/find-forgotten.ts'
import type { Change, Overtaken, Proposing, Updating } from '../commands/proposals/proposing.ts'
import { refreshReports } from '../commands/proposals/refresh-reports.ts'
import { isSameFiles, sentFiles } from '../commands/proposals/sent-files.ts'
import { tidyBranch } from '../commands/proposals/tidy-branch.ts'
import { update } from '../commands/proposals/update.ts'
import { updateMessage } from '../commands/proposals/update-message.ts'
import { withdraw } from '../commands/proposals/withdraw.ts'
import { createLateWriter } from '../github/late-writer.ts'
import type { By } from '../github/ask.ts'
import { blobKey, type Draft, type DraftId } from '../model/draft.ts'
import { isFailure, type Failure } from '../model/failure.ts'
import { pullOf, type Journal, type Trouble } from '../model/journal.ts'
import { isOpen, type ForeignPull, type PullFacts } from '../model/pull-status.ts'
import type { Sha } from '../model/sha.ts'
import type { StoredStatus } from '../storage/records.ts'
import { waitUntil } from '../github/budget.ts'
import type { App } from './app.svelte.ts'
import { editsOf, type Edits } from './edits.svelte.ts'

/** Only to be asked makes GitHub compute whether two can be merged; so many milliseconds later it knows as a rule. */
const COMPUTES = 3_000

/** An edit that has become a pull request. */
export type Proposal = Edit & { readonly journal: Journal }

const isProposal = (edit: Edit): edit is Proposal => !!edit.journal && !!pullOf(edit.journal)

/** The pull requests that edits of this browser have become: what GitHub says of them, and what can be done to them. */
export class Proposals {
  known = $state.raw<ReadonlyMap<DraftId, StoredStatus>>(new Map())
  /** Those whose edit was changed since it was sent. */
  changed = $state.raw<ReadonlySet<DraftId>>(new Set())
  /** What was seen to be accepted since this page was opened. */
  accepted = $state.raw<readonly DraftId[]>([])
  /** On GitHub, and not known to this browser; undefined until somebody has looked. */
  forgotten = $state.raw<readonly ForeignPull[]>()
  failure = $state.raw<Failure>()
  isAsking = $state(false)
  readonly #app: App
  readonly #edits: Edits
  #isTidied = false
  #loads = 0

  constructor(app: App) {
    this.#app = app
    this.#edits = editsOf(app)
  }

  #all = (): readonly Proposal[] => (this.#edits.list ?? []).filter(isProposal)

  /** What is stored of them; at first, what is stored of edits that are gone is removed. */
  async load(): Promise<void> {
    const { storage } = this.#app.gam
    const load = ++this.#loads
    const proposals = this.#all()
    const ids = proposals.map(({ draft }) => draft.id)
    const stored = await storage.statuses.loadMany(ids)
    this.known = new Map([...stored].map(([id, status]) => [id as DraftId, status]))
    if (!this.#isTidied) {
      // Not later: what is removed on this page may come back.
      this.#isTidied = true
      const gone = (await storage.statuses.keys()).filter((id) => !ids.some((one) => one === id))
      await storage.statuses.remove(...gone)
    }
    const changed = await Promise.all(proposals.map((one) => this.#isChanged(one)))
    // One that was begun later has seen newer texts.
    if (load === this.#loads) this.changed = new Set(ids.filter((_, at) => changed[at]))
  }

  /**
   * Asks GitHub about those that it is time to ask about, or about all where a person asks, who alone is told what
   * was in vain: else what was known last stands, with its time.
   */
  async refresh(by: By, isFirst = true): Promise<void> {
    if (this.isAsking) return
    const { network, gam, session } = this.#app
    const asking = this.#asking()
    if (by === 'page' && waitUntil(network.budget, 'page', gam.now())) return
    this.isAsking = true
    if (by === 'person') this.failure = undefined
    const open: PullFacts[] = []
    for (const { draft, journal } of this.#all()) {
      const before = this.known.get(draft.id)
      if (by === 'page' && !isDue(before, asking)) continue
      const status = await fetchStatus(asking, journal, before, by)
      if (isFailure(status)) {
        if (status.kind === 'bad-token') session.refused = true
        if (by === 'person') this.failure = status
        continue
      }
      await this.#learn(draft.id, journal, status)
      if (isOpen(status.pull.value.state)) open.push(status.pull.value)
    }
    this.isAsking = false
    if (isFirst && asking.token && open.some(({ mergeable }) => mergeable === undefined)) {
      setTimeout(() => void this.refresh('page', false), COMPUTES)
    }
  }

  changeWords = ({ draft, journal: shown }: Proposal, words: Words): Promise<Trouble | undefined> =>
    this.#write(shown, async (proposing, journal) => {
      const pull = await changeWords(journal, words, proposing)
      if ('kind' in pull) return pull
      await this.#learnPull(draft.id, journal, pull)
      return undefined
    })

  withdraw = ({ draft, journal: shown }: Proposal): Promise<Trouble | undefined> =>
    this.#write(shown, async (proposing, journal) => {
      const done = await withdraw(journal, proposing)
      if ('kind' in done) return done
      const branch = typeof done.branch === 'object' ? undefined : done.branch
      await this.#learnPull(draft.id, journal, done.pull, branch && { branch })
      return typeof done.branch === 'object' ? done.branch : undefined
    })

  /** Deletes the branches of pull requests that are over; what stands against one is given back. */
  async tidy(proposals: readonly Proposal[]): Promise<Trouble | undefined> {
    for (const { draft, journal: shown } of proposals) {
      const trouble = await this.#write(shown, async (proposing, journal) => {
        const branch = await tidyBranch(journal, proposing)
        if (typeof branch === 'object') return branch
        const known = this.known.get(draft.id)
        if (known) await this.#keep(draft.id, { ...known, branch })
        return undefined
      })
      if (trouble) return trouble
    }
    return undefined
  }

  /** One more commit with what was changed since. */
  update = (proposal: Proposal, title: string): Promise<Trouble | Overtaken | undefined> =>
    this.#change(proposal, (journal, change, updating) =>
      update(journal, { ...change, message: updateMessage(title, journal.letter) }, updating),
    )

  /** Puts it on what its base has by now, which `draft` was merged with. */
  bringUp = ({ journal }: Proposal, draft: Draft): Promise<Trouble | Overtaken | undefined> =>
    this.#change({ draft, journal }, (stored, change, updating) => {
      const message = updateMessage(`Merge ${stored.base}`, stored.letter)
      return bringUpToDate(stored, { ...change, message }, updating)
    })

  #change = (
    { draft, journal: shown }: Proposal,
    work: (
      journal: Journal,
      change: Omit<Change, 'message'>,
      updating: Updating,
    ) => Promise<Journal | Trouble | Overtaken>,
  ): Promise<Trouble | Overtaken | undefined> =>
    this.#write<Trouble | Overtaken | undefined>(shown, async (proposing, journal) => {
      const { gam } = this.#app
      const change = {
        files: sentFiles(draft, await loadDraftFiles(gam, draft)),
        date: new Date(gam.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      }
      const picture = (sha: Sha) => gam.storage.draftBlobs.load(blobKey(draft.id, sha))
      const save = (next: Journal) =>
        gam.storage.journals.update(draft.id, (stored) => stored && next)
      const changed = await work(journal, change, { ...proposing, save, picture })
      if (!('id' in changed)) return changed
      await this.#edits.changeJournal(draft.id, () => changed)
      await this.load()
      await this.refresh('person')
      return undefined
    })

  /** Looks for pull requests of the person's that this browser has forgotten. */
  async look(): Promise<void> {
    const { gam, session } = this.#app
    if (!session.login) return
    this.isAsking = true
    const journals = this.#all().map(({ journal }) => journal)
    const found = await findForgotten(gam, session.login, journals)
    this.isAsking = false
    if (isFailure(found)) this.failure = found
    else this.forgotten = found
  }

  async #isChanged({ draft, journal }: Proposal): Promise<boolean> {
    // Compared each time: of two moments nobody knows whether the clock was right at both.
    const files = sentFiles(draft, await loadDraftFiles(this.#app.gam, draft))
    return files.length > 0 && !isSameFiles(files, journal.letter.files)
  }

  /**
   * Who is signed in must be who has sent it: nobody else may write to that branch. The journal is the stored one: what
   * is shown may be older than the last try, or than what another tab has done.
   */
  async #write<T>(
    shown: Journal,
    work: (proposing: Proposing, journal: Journal) => Promise<T | Trouble>,
  ): Promise<T | Trouble> {
    const { session, gam } = this.#app
    if (!session.token || session.refused) return { kind: 'sign-in' }
    const { login } = shown
    if (login && login !== session.login) return { kind: 'other-login', login }
    const journal = (await gam.storage.journals.load(shown.id)) ?? shown
    const fetch = window.fetch.bind(window)
    const write = createLateWriter({ hosts: gam.hosts, token: session.token, fetch })
    const done = await work({ write, now: gam.now }, journal)
    if ((Object(done) as { kind?: unknown }).kind === 'sign-in') session.refused = true
    return done
  }

  async #learnPull(
    id: DraftId,
    journal: Journal,
    pull: PullFacts,
    more: Pick<StoredStatus, 'branch'> = {},
  ): Promise<void> {
    const known = this.known.get(id) ?? { remarks: {}, checks: {} }
    const checkedAt = this.#app.gam.now()
    await this.#learn(id, journal, { ...known, ...more, pull: { value: pull }, checkedAt })
  }

  async #learn(id: DraftId, journal: Journal, status: StoredStatus): Promise<void> {
    const before = this.known.get(id)?.pull.value.state
    await this.#keep(id, status)
    if (status.pull.value.state !== 'accepted' || before === 'accepted') return
    await refreshReports(this.#app.gam, journal)
    this.accepted = [...this.accepted, id]
  }

  async #keep(id: DraftId, status: StoredStatus): Promise<void> {
    this.known = new Map(this.known).set(id, status)
    await this.#app.gam.storage.statuses.save(id, status)
  }

  #asking(): Asking {
    const { gam, session, network } = this.#app
    return {
      hosts: gam.hosts,
      fetch: window.fetch.bind(window),
      ...(session.refused ? {} : { token: session.token, login: session.login }),
      onBudget: (budget) => (network.budget = budget),
      now: gam.now,
    }
  }
}
