import type { components } from '@octokit/openapi-types'
import { NOT_FOUND, refusal, type ApiAnswer, type ApiRequest } from './answers.ts'
import { isWholeSha, type OpenRepository } from './repository.ts'
import { urlsOf } from './urls.ts'

type Schemas = components['schemas']

const MOST_ENTRIES = 100_000
/** Above it, `contents` gives a file's bytes to who asks for raw ones alone. */
const MOST_CONTENTS = 1_000_000

const EMPTY = refusal(409, 'Git Repository is empty.')
const asRaw = (bytes: Buffer): ApiAnswer => ({
  status: 200,
  bytes,
  type: 'application/vnd.github.raw+json; charset=utf-8',
})

export async function answerCommit(
  repository: OpenRepository,
  ref: string,
  { accept, api }: ApiRequest,
): Promise<ApiAnswer> {
  const sha = ref && (await repository.commitOf(ref))
  if (!sha) {
    if (await repository.isEmpty()) return EMPTY
    return ref ? refusal(422, `No commit found for SHA: ${ref}`) : NOT_FOUND
  }
  if (accept.includes('application/vnd.github.sha')) {
    const type = 'application/vnd.github.sha; charset=utf-8'
    return { status: 200, bytes: Buffer.from(sha), type, tag: `"${sha}"` }
  }
  const format = '%T%x00%P%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%B'
  const printed = await repository.git('show', '-s', `--format=${format}`, sha)
  const [tree = '', parents = '', an = '', ae = '', at = '', cn = '', ce = '', ct = '', text = ''] =
    (printed ?? '').toString().split('\0')
  const urls = urlsOf(api, repository.served.name)
  const date = (seconds: string) =>
    new Date(Number(seconds) * 1000).toISOString().replace('.000', '')
  const json: Pick<Schemas['commit'], 'sha' | 'url' | 'parents'> & {
    commit: Pick<Schemas['commit']['commit'], 'url' | 'author' | 'committer' | 'message' | 'tree'>
  } = {
    sha,
    url: urls.commit(sha),
    commit: {
      url: urls.gitCommit(sha),
      author: { name: an, email: ae, date: date(at) },
      committer: { name: cn, email: ce, date: date(ct) },
      message: text.trimEnd(),
      tree: { sha: tree, url: urls.tree(tree) },
    },
    parents: parents
      .split(' ')
      .filter(Boolean)
      .map((parent) => ({ sha: parent, url: urls.commit(parent) })),
  }
  return { status: 200, json }
}

export async function answerTree(
  repository: OpenRepository,
  name: string,
  { query, api }: ApiRequest,
): Promise<ApiAnswer> {
  const at = name.indexOf(':')
  const [treeish, path] = at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)]
  const sha = await repository.treeOf(treeish, path.replace(/\/$/, ''))
  if (!sha) return (await repository.isEmpty()) ? EMPTY : NOT_FOUND
  const urls = urlsOf(api, repository.served.name)
  // Any value recurses, `0` and `false` too.
  const all = await repository.list(sha, query.has('recursive'))
  const most = repository.served.truncateAbove ?? MOST_ENTRIES
  const json: Schemas['git-tree'] = {
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
  return { status: 200, json }
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
  const urls = urlsOf(api, repository.served.name)
  const json: Schemas['git-ref'][] = (await repository.refs())
    .filter(({ ref }) => ref.startsWith(`refs/${prefix}`))
    .map(({ ref, type, sha }) => ({
      ref,
      node_id: `ref-${ref}`,
      url: urls.ref(ref),
      object: { type, sha, url: type === 'tag' ? urls.tag(sha) : urls.gitCommit(sha) },
    }))
  return { status: 200, json }
}

/** In lines of 60 characters, as GitHub writes it: `atob` takes that, stricter decoders do not. */
const base64 = (bytes: Buffer): string =>
  bytes.toString('base64').replace(/.{1,60}/g, (line) => `${line}\n`)
