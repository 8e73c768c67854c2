import { folderOf } from '../../model/paths.ts'
import { fail, isFailure, type Failure } from '../../model/failure.ts'
import type { Repository, RepositoryName } from '../../model/repository.ts'
import { parseSha, type Sha } from '../../model/sha.ts'
import { sourceKey, type Source } from '../../model/source.ts'
import { isMarkdown, type Tree } from '../../model/tree.ts'
import type { By } from '../../github/ask.ts'
import type { GitHub } from '../../github/github.ts'
import type { Storage } from '../../storage/storage.ts'
import type { StoredHead, StoredRepository, StoredTree } from '../../storage/records.ts'

/** A folder whose files are wanted, with all below it or only what lies directly in it. */
export interface WantedTree {
  readonly repository: RepositoryName
  readonly ref: string
  readonly folder: string
  readonly recursive: boolean
}

/** A head is asked for at most this often unless a person asks. */
export const FRESH_FOR = 10 * 60_000

/** How long an answer holds on whether a repository is private. */
const PRIVACY_HOLDS = 24 * 3_600_000

/** Several folders of one repository that a person asks about at once share one answer. */
const JUST_NOW = 2_000

/** The tree that a source's list needs: its folder with all below; for a source of one file, the folder it lies in. */
export function wantedOf(source: Source): WantedTree {
  const { repository, ref, path } = source
  if (!isMarkdown(path)) return { repository, ref, folder: path, recursive: true }
  return { repository, ref, folder: folderOf(path), recursive: false }
}

export const treeKey = (wanted: WantedTree): string =>
  sourceKey({ repository: wanted.repository, ref: wanted.ref, path: wanted.folder })

/** Begins the keys under which it is remembered what GitHub does not have. */
export const FAILED = 'failed '

interface InVain {
  readonly failure: Failure
  readonly askedAt: number
}

export type Trees = ReturnType<typeof createTrees>

/**
 * The trees that are known: in memory, in storage, and from GitHub. The one question that can go stale is which
 * commit a ref points at; everything here serves to ask it seldom.
 */
export function createTrees(
  github: GitHub,
  storage: Storage,
  signedIn: () => boolean,
  now: () => number,
) {
  const known = new Map<string, StoredTree>()
  const heads = new Map<string, StoredHead>()
  const underWay = new Map<string, Promise<StoredTree | Failure>>()
  const saving = new Map<string, Promise<true | Failure>>()
  const repositories = new Map<RepositoryName, StoredRepository>()
  const questions = new Map<RepositoryName, Promise<Repository | Failure>>()
  const listeners = new Set<(key: string, tree: StoredTree) => void>()

  async function load(key: string): Promise<StoredTree | undefined> {
    const memory = known.get(key)
    if (memory) return memory
    const stored = await storage.trees.load(key)
    if (stored && !known.has(key)) known.set(key, stored)
    return known.get(key)
  }

  function keep(key: string, tree: StoredTree): StoredTree {
    known.set(key, tree)
    saving.set(key, storage.trees.save(key, tree))
    for (const listener of listeners) listener(key, tree)
    return tree
  }

  /** What is known of a repository; asked for only by people who are signed in, who alone may see private ones. */
  async function repositoryOf(
    name: RepositoryName,
    by: By,
    holds = PRIVACY_HOLDS,
  ): Promise<Repository | Failure> {
    const stored = repositories.get(name) ?? (await storage.repositories.load(name))
    if (stored) repositories.set(name, stored)
    if (!signedIn()) return stored ?? { name, private: false }
    if (stored && now() - stored.checkedAt < holds) return stored
    const asked = await share(questions, name, () => learnRepository(name, by))
    return stored && isFailure(asked) && asked.kind !== 'not-found' ? stored : asked
  }

  async function learnRepository(name: RepositoryName, by: By): Promise<Repository | Failure> {
    const repository = await github.fetchRepository(name, by)
    if (isFailure(repository)) return repository
    const stored = { ...repository, checkedAt: now() }
    for (const alias of new Set([name, repository.name])) {
      repositories.set(alias, stored)
      void storage.repositories.save(alias, stored)
    }
    return repository
  }

  /** The head of a ref: from this hour's answers where they are fresh, else from GitHub. */
  async function headOf(wanted: WantedTree, by: By): Promise<Sha | Failure> {
    const itself = parseSha(wanted.ref)
    if (itself) return itself
    const key = `${wanted.repository}@${wanted.ref}`
    const recent = heads.get(key) ?? (await storage.heads.load(key))
    const fresh = by === 'page' ? FRESH_FOR : JUST_NOW
    if (recent && now() - recent.checkedAt < fresh) return recent.commit
    const commit = await github.fetchHead(wanted.repository, wanted.ref, by)
    if (isFailure(commit)) return commit
    const head = { commit, checkedAt: now() }
    heads.set(key, head)
    void storage.heads.save(key, head)
    return commit
  }

  async function ask(wanted: WantedTree, by: By): Promise<StoredTree | Failure> {
    const key = treeKey(wanted)
    const stored = await load(key)
    const repository = await repositoryOf(wanted.repository, by)
    if (isFailure(repository)) return repository
    const commit = await headOf(wanted, by)
    if (isFailure(commit)) {
      // Asked in vain: the next automatic question waits as long as after an answer, unless only the network was away.
      if (stored && commit.kind !== 'offline') keep(key, { ...stored, askedAt: now() })
      return commit
    }
    const at = now()
    if (stored?.tree.commit === commit && listsEnough(stored.tree, wanted)) {
      return keep(key, { ...stored, checkedAt: at, askedAt: at })
    }
    const tree = await github.fetchTree(
      wanted.repository,
      commit,
      wanted.folder,
      wanted.recursive,
      by,
    )
    if (isFailure(tree)) return tree
    return keep(key, { tree, checkedAt: at, askedAt: at })
  }

  /** What is not there is asked for by nobody as seldom as what is. */
  async function askSparingly(wanted: WantedTree, by: By): Promise<StoredTree | Failure> {
    const key = FAILED + treeKey(wanted)
    const before = by === 'page' && ((await storage.settings.load(key)) as InVain | undefined)
    if (before && now() - before.askedAt < FRESH_FOR) return fail(before.failure)
    const tree = await ask(wanted, by)
    if (isFailure(tree) && tree.kind === 'not-found') {
      void storage.settings.save(key, { failure: tree, askedAt: now() } satisfies InVain)
    }
    return tree
  }

  return {
    load,
    keep,
    repositoryOf,

    /** Whether a tree that is known is stored too; a full disk keeps it in memory alone. */
    stored: async (key: string): Promise<true | Failure> => (await saving.get(key)) ?? true,

    /** Hears of every tree that was fetched, checked or widened. */
    listen(listener: (key: string, tree: StoredTree) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    /** Whether it is time to ask for this tree's head again without anybody having asked. A commit never changes. */
    isDue(wanted: WantedTree, stored: StoredTree): boolean {
      if (parseSha(wanted.ref)) return false
      return now() - Math.max(stored.checkedAt, stored.askedAt) >= FRESH_FOR
    },

    /** Asks GitHub; two who ask for the same tree at once share one answer. At most 2 API calls, 1 where nothing changed. */
    refresh(wanted: WantedTree, by: By): Promise<StoredTree | Failure> {
      const key = `${treeKey(wanted)} ${wanted.recursive}`
      return share(underWay, key, () => askSparingly(wanted, by))
    },

    /** The stored tree where there is one that lists enough, else GitHub's. */
    async open(wanted: WantedTree, by: By): Promise<StoredTree | Failure> {
      const stored = await load(treeKey(wanted))
      if (stored && listsEnough(stored.tree, wanted)) return stored
      return this.refresh(wanted, by)
    },
  }
}

/** Those who ask for the same at once share one answer. */
function share<K, V>(running: Map<K, Promise<V>>, key: K, ask: () => Promise<V>): Promise<V> {
  const asked = running.get(key) ?? ask().finally(() => running.delete(key))
  running.set(key, asked)
  return asked
}

/** Whether a tree lists all that is wanted of its folder. */
export const listsEnough = (tree: Tree, wanted: Pick<WantedTree, 'recursive'>): boolean =>
  tree.recursive || tree.truncated === true || !wanted.recursive
