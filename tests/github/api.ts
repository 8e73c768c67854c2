import type { components } from '@octokit/openapi-types'
import { NOT_FOUND, type ApiAnswer, type ApiRequest, type User } from './answers.ts'
import { answerBlob, answerCommit, answerContents, answerRefs, answerTree } from './git-answers.ts'
import type { OpenRepository, ServedRepository } from './repository.ts'
import { urlsOf } from './urls.ts'

type Schemas = components['schemas']

export const mayRead = (served: ServedRepository, user: User | undefined): boolean =>
  !served.private ||
  (user !== undefined &&
    [...(served.readers ?? []), ...(served.writers ?? [])].includes(user.login))

/** Answers a GET of `/repos/OWNER/NAME/...`; `rest` is what follows the name, decoded. */
export async function answerRepository(
  repository: OpenRepository,
  id: number,
  rest: readonly string[],
  request: ApiRequest,
): Promise<ApiAnswer> {
  const [noun = '', ...more] = rest
  const [kind = '', ...names] = more
  if (noun === '') return describe(repository, id, request)
  if (noun === 'commits') return answerCommit(repository, more.join('/'), request)
  if (noun === 'contents') return answerContents(repository, more.join('/'), request)
  if (noun !== 'git') return NOT_FOUND
  if (kind === 'trees') return answerTree(repository, names.join('/'), request)
  if (kind === 'blobs') return answerBlob(repository, names.join('/'), request)
  if (kind === 'matching-refs') return answerRefs(repository, names.join('/'), request)
  return NOT_FOUND
}

export const describeUser = (user: User): ApiAnswer => ({
  status: 200,
  json: {
    login: user.login,
    id: user.id,
    type: 'User',
    name: user.name,
    email: null,
  } satisfies Pick<Schemas['private-user'], 'login' | 'id' | 'type' | 'name' | 'email'>,
})

type Described = Pick<
  Schemas['full-repository'],
  | 'id'
  | 'name'
  | 'full_name'
  | 'private'
  | 'url'
  | 'default_branch'
  | 'archived'
  | 'disabled'
  | 'fork'
  | 'permissions'
>

async function describe(
  repository: OpenRepository,
  id: number,
  { user, api }: ApiRequest,
): Promise<ApiAnswer> {
  const { served } = repository
  const writes = user !== undefined && (served.writers ?? []).includes(user.login)
  const json: Described = {
    id,
    name: served.name.split('/')[1] ?? '',
    full_name: served.name,
    private: served.private === true,
    url: urlsOf(api, served.name).repository,
    default_branch: await repository.defaultBranch(),
    archived: false,
    disabled: false,
    fork: false,
    // GitHub says nothing of permissions to who is not signed in.
    ...(user && {
      permissions: { admin: false, maintain: false, push: writes, triage: writes, pull: true },
    }),
  }
  return { status: 200, json }
}
