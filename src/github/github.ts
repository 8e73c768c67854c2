import { fail, isFailure, type Failure } from '../model/failure.ts'
import type { Hosts } from '../model/hosts.ts'
import { encodePath } from '../model/paths.ts'
import { parseRepositoryName, type Repository, type RepositoryName } from '../model/repository.ts'
import { isSha, parseSha, type Sha } from '../model/sha.ts'
import type { Tree } from '../model/tree.ts'
import { ask, type By } from './ask.ts'
import { waitUntil, type Budget } from './budget.ts'
import { parseTree } from './parse-tree.ts'

const SHA_TEXT = 'application/vnd.github.sha'
const BYTES = 'application/vnd.github.raw+json'

export interface GitHubOptions {
  readonly hosts: Hosts
  readonly fetch: typeof globalThis.fetch
  /** The token of the person who is signed in, if anybody is. */
  readonly token: () => string | undefined
  /** The token was refused (expired, revoked, mistyped). */
  readonly onBadToken: () => void
  readonly onBudget: (budget: Budget) => void
  readonly onByte: () => void
  /** Where it is kept until when raw wants to be left alone: that is longer than most pages live. */
  readonly rawSilence?: { load(): Promise<unknown>; save(until: number): unknown }
}

export type GitHub = ReturnType<typeof createGitHub>

/** GitHub's API and its raw host, as reading needs them. Every method gives a value or a `Failure` and never throws. */
export function createGitHub(options: GitHubOptions) {
  const { hosts } = options
  /** By token; '' is nobody's. */
  const budgets = new Map<string, Budget>()
  let refused: string | undefined
  let rawSilentUntil: number | undefined

  /** A GET to the API, held back where the hour's requests are few; see `waitUntil`. */
  async function askApi(
    path: string,
    by: By,
    accept = 'application/vnd.github+json',
    cache: RequestCache = 'default',
  ): Promise<Uint8Array | Failure> {
    const askAs = async (token?: string): Promise<Uint8Array | Failure> => {
      const wait = waitUntil(budgets.get(token ?? ''), by, Date.now())
      if (wait !== undefined) {
        return by === 'page'
          ? fail({ kind: 'saving-requests', until: wait })
          : fail({ kind: 'rate-limited', host: new URL(hosts.api).host, until: wait })
      }
      const budget = (left: Budget) => {
        budgets.set(token ?? '', left)
        options.onBudget(left)
      }
      const ears = { byte: options.onByte, budget }
      return ask(options.fetch, `${hosts.api}${path}`, ears, { accept, cache, token })
    }
    const given = options.token()
    const token = given === refused ? undefined : given
    const answer = await askAs(token)
    if (!token || !isFailure(answer)) return answer
    if (answer.kind === 'bad-token') {
      refused = token
      options.onBadToken()
    } else if (answer.kind !== 'no-access' || !answer.link) return answer
    // A refused token makes even public reads fail: once more without it.
    const anonymous = await askAs()
    return isFailure(anonymous) ? answer : anonymous
  }

  async function askJson(path: string, by: By): Promise<{ json: unknown } | Failure> {
    const answer = await askApi(path, by)
    if (isFailure(answer)) return answer
    try {
      return { json: JSON.parse(new TextDecoder().decode(answer)) }
    } catch {
      return fail({
        kind: 'malformed',
        what: `GitHub’s answer to ${path}`,
        problem: 'it is not JSON',
      })
    }
  }

  return {
    /** The commit that a ref points at. A ref that is a commit is not asked about. */
    async fetchHead(repository: RepositoryName, ref: string, by: By): Promise<Sha | Failure> {
      const itself = parseSha(ref)
      if (itself) return itself
      const path = `/repos/${repository}/commits/${encodePath(ref)}`
      const answer = await askApi(path, by, SHA_TEXT, 'no-cache')
      if (isFailure(answer)) return answer
      const sha = new TextDecoder().decode(answer).trim()
      return isSha(sha)
        ? sha
        : fail({
            kind: 'malformed',
            what: `the head of ${repository}`,
            problem: 'it is not a commit',
          })
    },

    /**
     * The files below a folder at a commit. GitHub cuts a recursive answer short above 100,000 entries or 7 MB:
     * then what lies directly in the folder is asked for instead (`recursive: false`).
     */
    async fetchTree(
      repository: RepositoryName,
      commit: Sha,
      folder: string,
      recursive: boolean,
      by: By,
    ): Promise<Tree | Failure> {
      // `COMMIT:FOLDER` is undocumented and long-lived; slashes inside it must be encoded.
      const name = folder ? `${commit}:${encodeURIComponent(folder)}` : commit
      const url = `/repos/${repository}/git/trees/${name}`
      const got = await askJson(recursive ? `${url}?recursive=1` : url, by)
      if (isFailure(got)) return got
      const tree = parseTree(got.json, commit, folder, recursive)
      if (!isFailure(tree) && recursive && tree.truncated) {
        const direct = await this.fetchTree(repository, commit, folder, false, by)
        return isFailure(direct) ? direct : { ...direct, truncated: true }
      }
      return isFailure(tree) ? tree : tree.tree
    },

    /** What GitHub says of a repository; its name is the present one, also where it was renamed. */
    async fetchRepository(repository: RepositoryName, by: By): Promise<Repository | Failure> {
      const got = await askJson(`/repos/${repository}`, by)
      if (isFailure(got)) return got
      const { full_name, private: secret } = (got.json ?? {}) as Record<string, unknown>
      const [owner = '', short = ''] = typeof full_name === 'string' ? full_name.split('/') : []
      const name = parseRepositoryName(owner, short)
      if (!name)
        return fail({ kind: 'malformed', what: repository, problem: 'GitHub gave it no name' })
      return { name, private: secret !== false }
    },

    askJson,

    /** Bytes from the raw host, at a commit (never stale) or a ref (up to five minutes old). Left alone after a 429. */
    async fetchRaw(
      repository: RepositoryName,
      ref: string,
      path: string,
    ): Promise<Uint8Array | Failure> {
      const host = hosts.raw ? new URL(hosts.raw).host : ''
      if (!hosts.raw) return fail({ kind: 'not-found', what: path })
      rawSilentUntil ??= Number(await options.rawSilence?.load()) || 0
      if (Date.now() < rawSilentUntil)
        return fail({ kind: 'rate-limited', host, until: rawSilentUntil })
      const url = rawUrl(hosts, repository, ref, path)
      const answer = await ask(options.fetch, url, { byte: options.onByte, budget: () => {} })
      if (!isFailure(answer)) return answer
      if (answer.kind === 'rate-limited') {
        rawSilentUntil = answer.until
        options.rawSilence?.save(answer.until)
      }
      return answer
    },

    /** Whether raw has asked to be left alone. */
    rawIsSilent: (): boolean => Date.now() < (rawSilentUntil ?? 0),

    /** Bytes from the public mirror that the host named, if any. */
    async fetchMirror(
      repository: RepositoryName,
      commit: Sha,
      path: string,
    ): Promise<Uint8Array | Failure> {
      if (!hosts.mirror) return fail({ kind: 'not-found', what: path })
      const url = `${hosts.mirror}/${repository}@${commit}/${encodePath(path)}`
      return ask(options.fetch, url, { byte: options.onByte, budget: () => {} })
    },

    /** A blob's bytes from the API: one request of the hour's. */
    async fetchApiBlob(
      repository: RepositoryName,
      sha: Sha,
      by: By,
    ): Promise<Uint8Array | Failure> {
      return askApi(`/repos/${repository}/git/blobs/${sha}`, by, BYTES)
    },

    /** A file's bytes from the API where its SHA is not known: one request of the hour's. */
    async fetchApiFile(
      repository: RepositoryName,
      ref: string,
      path: string,
      by: By,
    ): Promise<Uint8Array | Failure> {
      const at = `/repos/${repository}/contents/${encodePath(path)}?ref=${encodeURIComponent(ref)}`
      return askApi(at, by, BYTES)
    },
  }
}

/** The raw host's address of a file. */
export const rawUrl = (
  hosts: Hosts,
  repository: RepositoryName,
  ref: string,
  path: string,
): string => `${hosts.raw}/${repository}/${encodePath(ref)}/${encodePath(path)}`
