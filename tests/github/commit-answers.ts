import {
  EMPTY,
  NOT_FOUND,
  refusal,
  type ApiAnswer,
  type ApiRequest,
  type Partly,
} from './answers.ts'
import type { Schemas } from './answers.ts'
import { readCommits, type ReadCommit } from './commit-object.ts'
import type { OpenRepository } from './repository.ts'
import { urlsOf } from './urls.ts'

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
  const [commit] = await readCommits(repository, '-1', sha)
  return commit ? { status: 200, json: describeCommit(repository, commit, api) } : NOT_FOUND
}

/** `GET git/commits/SHA`: a commit without its branch. */
export async function answerGitCommit(
  repository: OpenRepository,
  sha: string,
  { api }: ApiRequest,
): Promise<ApiAnswer> {
  const found = await repository.commitOf(sha)
  const [commit] = found === sha ? await readCommits(repository, '-1', sha) : []
  return commit ? { status: 200, json: describeGitCommit(repository, commit, api) } : NOT_FOUND
}

export function describeCommit(repository: OpenRepository, commit: ReadCommit, api: string) {
  const { sha, tree, parents, author, committer, message } = commit
  const urls = urlsOf(api, repository.served.name)
  return {
    sha,
    url: urls.commit(sha),
    commit: {
      url: urls.gitCommit(sha),
      author,
      committer,
      message,
      tree: { sha: tree, url: urls.tree(tree) },
    },
    parents: parents.map((parent) => ({ sha: parent, url: urls.commit(parent) })),
  } satisfies Partly<Schemas['commit']>
}

export function describeGitCommit(repository: OpenRepository, commit: ReadCommit, api: string) {
  const { sha, tree, parents, author, committer, message } = commit
  const urls = urlsOf(api, repository.served.name)
  return {
    sha,
    node_id: `commit-${sha}`,
    url: urls.gitCommit(sha),
    author,
    committer,
    message,
    tree: { sha: tree, url: urls.tree(tree) },
    parents: parents.map((parent) => ({ sha: parent, url: urls.gitCommit(parent) })),
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null },
  } satisfies Partly<Schemas['git-commit']>
}
