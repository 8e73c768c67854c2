import type { components } from '@octokit/openapi-types'
import type { OpenRepository, ServedRepository } from './repository.ts'

type Schemas = components['schemas']

export interface User {
  readonly login: string
  readonly token: string
  readonly id: number
  readonly name: string
}

export interface ApiRequest {
  /** Decoded parts of the path. */
  readonly parts: readonly string[]
  readonly query: URLSearchParams
  readonly accept: string
  readonly user: User | undefined
}

export type ApiAnswer =
  | { readonly status: number; readonly json: unknown }
  | { readonly status: number; readonly bytes: Buffer; readonly type: string }
  | { readonly status: 301; readonly location: string }

const NOT_FOUND: ApiAnswer = {
  status: 404,
  json: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' },
}

export const mayRead = (served: ServedRepository, user: User | undefined): boolean =>
  !served.private || (user !== undefined && (served.readers ?? []).includes(user.login))

/** Answers one request to `/repos/OWNER/NAME/...`; `rest` is what follows the name. */
export async function answerRepository(
  repository: OpenRepository,
  id: number,
  rest: readonly string[],
  request: ApiRequest,
): Promise<ApiAnswer> {
  const [noun = '', ...more] = rest
  if (noun === '') return { status: 200, json: describe(repository.served, id, request.user) }
  if (noun === 'commits') return answerCommit(repository, more.join('/'), request)
  if (noun === 'contents') return answerContents(repository, more, request)
  const [kind = '', ...names] = more
  if (noun !== 'git') return NOT_FOUND
  if (kind === 'trees') return answerTree(repository, names.join('/'), request)
  if (kind === 'blobs') return answerBlob(repository, names.join('/'), request)
  if (kind === 'matching-refs') return answerRefs(repository, names.join('/'))
  return NOT_FOUND
}

export const describeUser = (
  user: User,
): Pick<Schemas['private-user'], 'login' | 'id' | 'name' | 'email'> => ({
  login: user.login,
  id: user.id,
  name: user.name,
  email: null,
})

function describe(served: ServedRepository, id: number, user: User | undefined) {
  const writes = user !== undefined && (served.writers ?? []).includes(user.login)
  const permissions = { admin: false, maintain: false, push: writes, triage: writes, pull: true }
  return {
    id,
    name: served.name.split('/')[1] ?? '',
    full_name: served.name,
    private: served.private === true,
    default_branch: served.defaultBranch ?? 'main',
    archived: false,
    disabled: false,
    fork: false,
    ...(user ? { permissions } : {}),
  } satisfies Partial<Schemas['full-repository']>
}

async function answerCommit(
  repository: OpenRepository,
  ref: string,
  { accept }: ApiRequest,
): Promise<ApiAnswer> {
  const sha = await repository.commitOf(ref)
  if (!sha)
    return { status: 422, json: { message: `No commit found for SHA: ${ref}`, status: '422' } }
  if (accept.includes('application/vnd.github.sha')) {
    return {
      status: 200,
      bytes: Buffer.from(sha),
      type: 'application/vnd.github.sha; charset=utf-8',
    }
  }
  return { status: 200, json: { sha } satisfies Pick<Schemas['commit'], 'sha'> }
}

async function answerTree(
  repository: OpenRepository,
  name: string,
  { query }: ApiRequest,
): Promise<ApiAnswer> {
  const at = name.indexOf(':')
  const [treeish, path] = at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)]
  const sha = await repository.treeOf(treeish, path)
  if (!sha) return NOT_FOUND
  // Any value recurses, `0` and `false` too.
  const all = await repository.list(sha, query.has('recursive'))
  const most = repository.served.truncateAbove ?? 100_000
  const tree: Schemas['git-tree']['tree'] = all
    .slice(0, most)
    .map(({ path, mode, type, sha, size }) => ({
      path,
      mode: mode as '100644',
      type: type as 'blob',
      sha,
      ...(size === undefined ? {} : { size }),
    }))
  return {
    status: 200,
    json: { sha, tree, truncated: all.length > most } satisfies Omit<Schemas['git-tree'], 'url'>,
  }
}

async function answerBlob(
  repository: OpenRepository,
  sha: string,
  { accept }: ApiRequest,
): Promise<ApiAnswer> {
  const bytes = await repository.blob(sha)
  if (!bytes) return NOT_FOUND
  if (accept.includes('raw'))
    return { status: 200, bytes, type: 'application/vnd.github.raw+json; charset=utf-8' }
  const blob = { sha, size: bytes.length, encoding: 'base64', content: bytes.toString('base64') }
  return {
    status: 200,
    json: blob satisfies Pick<Schemas['blob'], 'sha' | 'size' | 'encoding' | 'content'>,
  }
}

async function answerContents(
  repository: OpenRepository,
  path: readonly string[],
  { query, accept }: ApiRequest,
): Promise<ApiAnswer> {
  const commit = await repository.commitOf(query.get('ref') ?? 'HEAD')
  const file = commit && (await repository.file([commit, ...path]))
  if (!file) return NOT_FOUND
  if (accept.includes('raw')) {
    return {
      status: 200,
      bytes: file.bytes,
      type: 'application/vnd.github.raw+json; charset=utf-8',
    }
  }
  return {
    status: 200,
    json: { type: 'file', path: file.path, content: file.bytes.toString('base64') },
  }
}

async function answerRefs(repository: OpenRepository, prefix: string): Promise<ApiAnswer> {
  const refs = await repository.refs(prefix)
  const json = refs.map(({ ref, sha }) => ({
    ref,
    node_id: '',
    url: '',
    object: { type: 'commit', sha, url: '' },
  }))
  return { status: 200, json: json satisfies Schemas['git-ref'][] }
}
