import { EMPTY, NOT_FOUND, refusal, type ApiAnswer, type ApiRequest, type User } from './answers.ts'
import type { Schemas } from './answers.ts'
import { describeGitCommit } from './commit-answers.ts'
import { writeCommit, type CommitObject, type Signature } from './commit-object.ts'
import type { Forks } from './forks.ts'
import { describeTree } from './git-answers.ts'
import { isWholeSha, type OpenRepository } from './repository.ts'
import {
  changeFiles,
  hasPath,
  readFiles,
  typesOf,
  writeBlob,
  writeFiles,
  type TreeChange,
} from './tree-changes.ts'
import { urlsOf } from './urls.ts'

export const notSupplied = (field: string): ApiAnswer =>
  refusal(422, `Invalid request.\n\n"${field}" wasn't supplied.`)

export async function postBlob(
  repository: OpenRepository,
  { body, api }: ApiRequest,
): Promise<ApiAnswer> {
  const { content, encoding = 'utf-8' } = body
  if (typeof content !== 'string') return notSupplied('content')
  if (encoding !== 'utf-8' && encoding !== 'base64')
    return refusal(422, 'Invalid encoding. Must be "utf-8" or "base64".')
  if (encoding === 'base64' && !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(content))
    return refusal(422, 'content is not valid Base64')
  if (await repository.isEmpty()) return EMPTY
  const sha = await writeBlob(repository, Buffer.from(content, encoding))
  const url = urlsOf(api, repository.served.name).blob(sha)
  return { status: 201, json: { sha, url } satisfies Schemas['short-blob'] }
}

const TYPE_OF: Readonly<Record<string, string>> = {
  '100644': 'blob',
  '100755': 'blob',
  '120000': 'blob',
  '040000': 'tree',
  '160000': 'commit',
}

interface TreeEntry {
  readonly path?: unknown
  readonly mode?: unknown
  readonly sha?: unknown
  readonly content?: unknown
}

const isMalformed = (path: string): boolean =>
  path.split('/').some((part) => ['', '.', '..', '.git'].includes(part.toLowerCase()))

/** What is wrong with an entry before Git is asked. */
function refuseEntry({ path, mode, sha, content }: TreeEntry): ApiAnswer | undefined {
  if (typeof path !== 'string' || isMalformed(path))
    return refusal(422, 'tree.path contains a malformed path component')
  if (sha === null) return undefined
  if (typeof mode !== 'string' || !(mode in TYPE_OF))
    return refusal(422, 'tree.mode must be one of 040000, 100644, 100755, 120000, 160000')
  if ((sha === undefined) === (content === undefined))
    return refusal(422, 'Must supply either tree.sha or tree.content')
  if (content !== undefined ? typeof content === 'string' : isWholeSha(String(sha)))
    return undefined
  return refusal(422, 'tree.sha must be a 40 character SHA1, tree.content a string')
}

export async function postTree(
  repository: OpenRepository,
  { body, api }: ApiRequest,
  forks: Forks,
): Promise<ApiAnswer> {
  const entries = body['tree'] as readonly TreeEntry[] | undefined
  if (!Array.isArray(entries) || entries.length === 0) return refusal(422, 'Invalid tree info')
  if (await repository.isEmpty()) return EMPTY
  const refused = entries.map(refuseEntry).find((one) => one !== undefined)
  if (refused) return refused
  const base = body['base_tree']
  const named = [base, ...entries.map(({ sha }) => sha)].filter((one) => typeof one === 'string')
  const hidden = forks.refuseHidden(repository, named)
  if (hidden) return hidden
  const files = typeof base === 'string' ? await readFiles(repository, base) : new Map()
  if (!files) return NOT_FOUND
  const wrong = await refuseObjects(repository, entries)
  if (wrong) return wrong
  if (entries.some(({ path, sha }) => sha === null && !hasPath(files, String(path))))
    return refusal(422, 'GitRPC::BadObjectState')
  const changes: TreeChange[] = []
  for (const entry of entries) changes.push(...(await changesOf(repository, entry)))
  const sha = await writeFiles(repository, changeFiles(files, changes))
  return { status: 201, json: await describeTree(repository, sha, false, api) }
}

async function refuseObjects(
  repository: OpenRepository,
  entries: readonly TreeEntry[],
): Promise<ApiAnswer | undefined> {
  // A submodule's commit lies in another repository.
  const named = entries.filter(({ sha, mode }) => typeof sha === 'string' && mode !== '160000')
  const types = await typesOf(
    repository,
    named.map(({ sha }) => String(sha)),
  )
  const wrong = named.find(({ mode }, at) => types[at] !== TYPE_OF[String(mode)])
  if (!wrong) return undefined
  const type = TYPE_OF[String(wrong.mode)]
  return refusal(422, `tree.sha ${String(wrong.sha)} is not a valid ${type}`)
}

async function changesOf(repository: OpenRepository, entry: TreeEntry): Promise<TreeChange[]> {
  const path = String(entry.path)
  const mode = String(entry.mode)
  if (entry.sha === null) return [{ path, file: null }]
  if (typeof entry.content === 'string') {
    const sha = await writeBlob(repository, Buffer.from(entry.content))
    return [{ path, file: { mode, sha } }]
  }
  const sha = String(entry.sha)
  if (mode !== '040000') return [{ path, file: { mode, sha } }]
  const below = (await readFiles(repository, sha)) ?? new Map()
  return [
    { path, file: null },
    ...[...below].map(([name, file]) => ({ path: `${path}/${name}`, file })),
  ]
}

/** Whether a commit that is posted again gets another SHA, as though a second had passed. */
export function createCommitClock() {
  const posted = new Set<string>()
  let repeatsDiffer = false
  return {
    repeatsDiffer: (on: boolean): void => void (repeatsDiffer = on),
    reset(): void {
      posted.clear()
      repeatsDiffer = false
    },
    async write(repository: OpenRepository, commit: CommitObject): Promise<[string, CommitObject]> {
      const sha = await writeCommit(repository, commit)
      if (repeatsDiffer && posted.has(sha)) {
        const later = new Date(Date.parse(commit.committer.date) + 1000).toISOString()
        return this.write(repository, {
          ...commit,
          committer: { ...commit.committer, date: later },
        })
      }
      posted.add(sha)
      return [sha, commit]
    },
  }
}

export type CommitClock = ReturnType<typeof createCommitClock>

export async function postCommit(
  repository: OpenRepository,
  { body, api, user }: ApiRequest,
  forks: Forks,
  clock: CommitClock,
): Promise<ApiAnswer> {
  const { message, tree, parents = [] } = body
  if (typeof message !== 'string') return notSupplied('message')
  if (typeof tree !== 'string') return notSupplied('tree')
  if (!Array.isArray(parents)) return refusal(422, 'Invalid request.')
  if (await repository.isEmpty()) return EMPTY
  const hidden = forks.refuseHidden(repository, [tree, ...parents])
  if (hidden) return hidden
  const [type, ...parentTypes] = await typesOf(repository, [tree, ...parents.map(String)])
  if (type !== 'tree') return refusal(422, 'Tree SHA does not exist')
  if (parentTypes.some((one) => one !== 'commit'))
    return refusal(422, 'Parent SHA does not exist or is not a commit object')
  const now = new Date().toISOString()
  const author = signatureOf(body['author'], userSignature(user, now), now)
  const committer = signatureOf(body['committer'], author, now)
  if (!author || !committer)
    return refusal(
      422,
      'Invalid request.\n\nauthor and committer want a name, an email and an ISO 8601 date.',
    )
  const [sha, written] = await clock.write(repository, {
    tree,
    parents: parents.map(String),
    author,
    committer,
    message,
  })
  return { status: 201, json: describeGitCommit(repository, { ...written, sha }, api) }
}

export const userSignature = (user: User | undefined, date: string): Signature => ({
  name: user?.name ?? user?.login ?? '',
  email: user?.email ?? `${user?.id}+${user?.login}@users.noreply.github.com`,
  date,
})

function signatureOf(
  sent: unknown,
  otherwise: Signature | undefined,
  now: string,
): Signature | undefined {
  if (sent === undefined || sent === null) return otherwise
  const { name, email, date = now } = sent as Readonly<Record<string, unknown>>
  if (typeof name !== 'string' || typeof email !== 'string' || typeof date !== 'string')
    return undefined
  return Number.isNaN(Date.parse(date)) ? undefined : { name, email, date }
}
