import { fetchTexts } from '../commands/searching/fetch-texts.ts'
import { searchedSources } from '../commands/searching/searched-sources.ts'
import { writers } from '../commands/settings/writers.ts'
import { createSearcher, type Searcher } from '../commands/searching/searcher.ts'
import type { Failure } from '../model/failure.ts'
import type { Count } from '../model/saved.ts'
import type { Coverage, Hit } from '../model/search.ts'
// Not by `main.ts`, whose every byte a reader waits for.
import workerUrl from '../search-worker.ts?worker&url'
import { scriptUrl } from '../trusted.ts'
import type { App } from './app.svelte.ts'

let shared: Search | undefined

/** Searching in the library; one for all pages, made when it is first asked for. */
export const searchOf = (app: App): Search => (shared ??= new Search(app))

/** What was answered to a question. */
export interface Answered {
  readonly text: string
  readonly hits: readonly Hit[]
  readonly total: number
  /** Nothing more comes: typos have been looked for too. */
  readonly isLast: boolean
}

/** What is sought and found, and how much of the library's text that is out of. */
export class Search {
  answered = $state.raw<Answered>()
  coverage = $state.raw<Coverage>()
  /** The worker could not be started, or broke down. */
  broken = $state(false)
  /** The other texts that are being fetched. */
  fetching = $state.raw<Count>()
  failure = $state.raw<Failure>()
  readonly #app: App
  #searcher: Searcher | undefined
  #text = ''
  #most = 0
  #stop = new AbortController()
  #worker: Worker | undefined
  #fetched: Promise<unknown> = Promise.resolve()
  #isOver = false

  constructor(app: App) {
    this.#app = app
    writers.add(() => this.#end())
  }

  /** Whoever signs out leaves the page: no worker is to store an index of private texts behind them. */
  async #end(): Promise<void> {
    this.#isOver = true
    this.#stop.abort()
    this.#worker?.terminate()
    await this.#fetched
  }

  /** The worker runs. */
  get isReady(): boolean {
    return this.#searcher !== undefined
  }

  ask(text: string, most: number): void {
    this.#text = text
    this.#most = most
    this.#searcher?.search(text, most)
  }

  /** Takes note of what there is to search now. */
  async use(): Promise<void> {
    const sources = await searchedSources(this.#app.gam)
    if (this.#isOver) return
    const isFirst = !this.#searcher
    this.#searcher ??= this.#start()
    this.#searcher.use(sources)
    if (isFirst) this.ask(this.#text, this.#most)
  }

  #start(): Searcher {
    this.broken = false
    const worker = new Worker(scriptUrl(workerUrl), { type: 'module' })
    this.#worker = worker
    return createSearcher(worker, new URL(this.#app.gam.base).pathname, {
      grown: (coverage) => {
        this.coverage = coverage
        this.ask(this.#text, this.#most)
      },
      hits: (hits, isLast) => (this.answered = { ...hits, text: this.#text, isLast }),
      broken: () => {
        worker.terminate()
        this.#searcher = undefined
        this.broken = true
      },
    })
  }

  /** Fetches the texts that are not here, and searches them too. */
  async fetchOthers(): Promise<void> {
    const { gam, library } = this.#app
    if (this.#isOver) return
    this.#stop = new AbortController()
    this.failure = undefined
    this.fetching = { done: 0, of: 0 }
    const sources = (await searchedSources(gam)).map(({ source }) => source)
    const fetching = fetchTexts(gam, sources, this.#stop.signal, (count) => {
      this.fetching = count
    })
    this.#fetched = fetching
    this.failure = await fetching
    this.fetching = undefined
    await library.loadStored()
    await this.use()
  }

  stopFetching(): void {
    this.#stop.abort()
  }
}
