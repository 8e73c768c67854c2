import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import type { Gam } from '../../src/commands/gam.ts'
import { createTrees } from '../../src/commands/library/trees.ts'
import { createPacks } from '../../src/commands/saving/packs.ts'
import { createGitHub } from '../../src/github/github.ts'
import type { RepositoryName } from '../../src/model/repository.ts'
import { openStorage } from '../../src/storage/storage.ts'
import type { Started } from '../github/started.ts'

/* What the commands work with, against a local GitHub and an empty browser. */

export const SECRET = 'pequod/secret' as RepositoryName
export const LOG = 'pequod/log' as RepositoryName

export interface MadeGam extends Gam {
  /** Signs somebody in or, with undefined, out. */
  signIn(token: string | undefined): void
  /** Moves the clock. */
  wait(ms: number): void
}

export function makeGam({ github }: Started): MadeGam {
  globalThis.indexedDB = new IDBFactory()
  return reload({ api: github.api, raw: github.raw })
}

/** The same browser's next visit: what is stored stays. */
export function reload({ api, raw }: { readonly api: string; readonly raw: string }): MadeGam {
  const hosts = { web: 'https://github.com', api, raw, mirror: '' }
  let token: string | undefined
  let later = 0
  const now = () => Date.now() + later
  const storage = openStorage({ basePath: '/', onTrouble: () => undefined })
  const hub = createGitHub({
    hosts,
    fetch,
    token: () => token,
    onBadToken: () => undefined,
    onBudget: () => undefined,
    onByte: () => undefined,
  })
  return {
    hosts,
    github: hub,
    storage,
    facts: { load: () => Promise.resolve(new Map()), make: () => Promise.resolve(undefined) },
    startWorker: () => {
      throw new Error('no worker here')
    },
    trees: createTrees(hub, storage, () => token !== undefined, now),
    packs: createPacks(fetch, 'http://127.0.0.1:1/'),
    base: 'http://127.0.0.1:1/',
    library: () => ({ title: '', links: [], images: 'all', sources: [] }),
    token: () => token,
    now,
    signIn: (given) => (token = given),
    wait: (ms) => (later += ms),
  }
}
