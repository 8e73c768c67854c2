import { EMPTY, NOT_FOUND, refusal, type ApiAnswer, type ApiRequest } from './answers.ts'
import type { Schemas } from './answers.ts'
import { isWholeSha, type ListedRef, type OpenRepository } from './repository.ts'
import { urlsOf } from './urls.ts'

const MOST_ENTRIES = 100_000
/** Above it, `contents` gives a file's bytes to who asks for raw ones alone. */
const MOST_CONTENTS = 1_000_000

const asRaw = (bytes: Buffer): ApiAnswer => ({
  status: 200,
  bytes,
  type: 'application/vnd.github.raw+json; charset=utf-8',
})

export async function answerTree(
  repository: OpenRepository,
  name: string,
  { query, api }: ApiRequest,
): Promise<ApiAnswer> {
  const at = name.indexOf(':')
  const [treeish, path] = at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)]
  const sha = await repository.treeOf(treeish, path.replace(/\/$/, ''))
  if (!sha) return (await repository.isEmpty()) ? EMPTY : NOT_FOUND
  // Any value recurses, `0` and `false` too.
  return { status: 200, json: await describeTree(repository, sha, query.has('recursive'), api) }
}

export async function describeTree(
  repository: OpenRepository,
  sha: string,
  recursive: boolean,
  api: string,
): Promise<Schemas['git-tree']> {
  const urls = urlsOf(api, repository.served.name)
  const all = await repository.list(sha, recursive)
  const most = repository.served.truncateAbove ?? MOST_ENTRIES
  return {
    sha,
    url: urls.tree(sha),
    tree: all.slice(0, most).map(({ path, mode, type, sha, size }) => ({
      path,
      mode,
      type,
      sha,
      ...(size === undefined ? {} : { size }),
      // A submodule's commit lies in another repository.
      ...(type === 'commit' ? {} : { url: type === 'tree' ? urls.tree(sha) : urls.blob(sha) }),
    })),
    truncated: all.length > most,
  }
}

export async function answerBlob(
  repository: OpenRepository,
  sha: string,
  { accept, api }: ApiRequest,
): Promise<ApiAnswer> {
  if (!isWholeSha(sha)) return refusal(422, 'The sha parameter must be exactly 40 characters.')
  const bytes = await repository.blob(sha)
  if (!bytes) return NOT_FOUND
  if (accept.includes('raw')) return asRaw(bytes)
  const json: Schemas['blob'] = {
    sha,
    node_id: `blob-${sha}`,
    size: bytes.length,
    url: urlsOf(api, repository.served.name).blob(sha),
    content: base64(bytes),
    encoding: 'base64',
  }
  return { status: 200, json }
}

/** A file. (Of a folder GitHub gives a list; Gam asks for trees instead.) */
export async function answerContents(
  repository: OpenRepository,
  path: string,
  { query, accept, api }: ApiRequest,
): Promise<ApiAnswer> {
  const ref = query.get('ref') ?? 'HEAD'
  const commit = await repository.commitOf(ref)
  if (!commit)
    return query.has('ref') ? refusal(404, `No commit found for the ref ${ref}`) : NOT_FOUND
  const bytes = await repository.fileAt(commit, path)
  if (!bytes) return NOT_FOUND
  if (accept.includes('raw')) return asRaw(bytes)
  const sha = (await repository.git('rev-parse', `${commit}:${path}`))?.toString().trim() ?? ''
  const whole = bytes.length <= MOST_CONTENTS
  const json: Omit<Schemas['content-file'], 'html_url' | 'download_url' | '_links'> = {
    type: 'file',
    encoding: whole ? 'base64' : 'none',
    size: bytes.length,
    name: path.split('/').at(-1) ?? '',
    path,
    content: whole ? base64(bytes) : '',
    sha,
    url: urlsOf(api, repository.served.name).contents(path, ref),
    git_url: urlsOf(api, repository.served.name).blob(sha),
  }
  return { status: 200, json }
}

/** `prefix` as in `heads/rel`: refs whose names begin so, whether or not a part of the name ends there. */
export async function answerRefs(
  repository: OpenRepository,
  prefix: string,
  { api }: ApiRequest,
): Promise<ApiAnswer> {
  const json = (await repository.refs())
    .filter(({ ref }) => ref.startsWith(`refs/${prefix}`))
    .map((one) => describeRef(repository, one, api))
  return { status: 200, json }
}

/** `name` as in `heads/main`, whole. */
export async function answerRef(
  repository: OpenRepository,
  name: string,
  { api }: ApiRequest,
): Promise<ApiAnswer> {
  const all = await repository.refs()
  const found = all.find(({ ref }) => ref === `refs/${name}`)
  if (found) return { status: 200, json: describeRef(repository, found, api) }
  return all.length === 0 ? EMPTY : NOT_FOUND
}

export function describeRef(
  repository: OpenRepository,
  { ref, type, sha }: ListedRef,
  api: string,
): Schemas['git-ref'] {
  const urls = urlsOf(api, repository.served.name)
  return {
    ref,
    node_id: `ref-${ref}`,
    url: urls.ref(ref),
    object: { type, sha, url: type === 'tag' ? urls.tag(sha) : urls.gitCommit(sha) },
  }
}

/** In lines of 60 characters, as GitHub writes it: `atob` takes that, stricter decoders do not. */
const base64 = (bytes: Buffer): string =>
  bytes.toString('base64').replace(/.{1,60}/g, (line) => `${line}\n`)

/** `GET branches/NAME`: GitHub leads from a branch's former name to it. */
export async function answerBranch(
  repository: OpenRepository,
  name: string,
  { api }: ApiRequest,
): Promise<ApiAnswer> {
  const urls = urlsOf(api, repository.served.name)
  const sha = await repository.branch(name)
  if (sha) return { status: 200, json: { name, commit: { sha, url: urls.commit(sha) } } }
  const renamed = repository.served.renamedBranches?.[name]
  return renamed === undefined
    ? refusal(404, 'Branch not found')
    : {
        status: 301,
        location: `/repos/${repository.served.name}/branches/${encodeURIComponent(renamed)}`,
      }
}
