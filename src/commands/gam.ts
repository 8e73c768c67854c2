import type { GitHub } from '../github/github.ts'
import type { Facts } from '../model/facts.ts'
import type { Hosts } from '../model/hosts.ts'
import type { Library } from '../model/source.ts'
import type { Sha } from '../model/sha.ts'
import type { Storage } from '../storage/storage.ts'
import type { Trees } from './library/trees.ts'
import type { Packs } from './saving/packs.ts'

/** Makes facts of blobs in the worker, and keeps the ones that are stored. */
export interface FactsMaker {
  /** Facts that exist already. */
  load(shas: readonly Sha[]): Promise<ReadonlyMap<Sha, Facts>>
  /** Makes and stores the facts of these bytes; undefined where the worker failed or took too long. */
  make(sha: Sha, bytes: Uint8Array): Promise<Facts | undefined>
}

/** What the commands work with; made once, by `main.ts`. */
export interface Gam {
  readonly hosts: Hosts
  readonly github: GitHub
  readonly storage: Storage
  readonly facts: FactsMaker
  /** A new `worker.ts`. */
  readonly startWorker: () => Worker
  readonly trees: Trees
  readonly packs: Packs
  /** The address of the folder that `index.html` lies in, with a slash at the end. */
  readonly base: string
  /** The host's library with the reader's own sources, as far as it is known. */
  readonly library: () => Library
  readonly token: () => string | undefined
  readonly now: () => number
}
