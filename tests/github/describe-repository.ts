import { mayPush, owns } from './access.ts'
import type { ApiRequest, Partly, Schemas } from './answers.ts'
import type { Catalogue } from './catalogue.ts'
import { sourceOf } from './network.ts'
import type { OpenRepository } from './repository.ts'
import { urlsOf } from './urls.ts'

type Described = Partly<Schemas['full-repository']>

/** A repository as GitHub tells of it, with what it comes from where it is a fork. */
export async function describeRepository(
  repository: OpenRepository,
  catalogue: Catalogue,
  request: ApiRequest,
): Promise<Described> {
  const { parent } = repository
  const plain = await describePlainly(repository, catalogue, request)
  if (!parent) return plain
  return {
    ...plain,
    parent: await describePlainly(parent, catalogue, request),
    source: await describePlainly(sourceOf(repository), catalogue, request),
  } as Described
}

async function describePlainly(
  repository: OpenRepository,
  catalogue: Catalogue,
  { user, api, web }: ApiRequest,
) {
  const { served } = repository
  const [owner = '', name = ''] = served.name.split('/')
  const admin = user !== undefined && owns(served, user)
  const push = mayPush(served, user)
  return {
    id: catalogue.idOf(repository),
    name,
    full_name: served.name,
    owner: { login: owner, html_url: `${web}/${owner}` },
    private: served.private === true,
    html_url: `${web}/${served.name}`,
    url: urlsOf(api, served.name).repository,
    default_branch: await repository.defaultBranch(),
    archived: served.archived ?? false,
    disabled: served.disabled ?? false,
    fork: repository.parent !== undefined,
    allow_forking: served.allowForking ?? true,
    has_pull_requests: served.hasPullRequests ?? true,
    pull_request_creation_policy: served.pullRequestCreationPolicy ?? 'all',
    web_commit_signoff_required: served.webCommitSignoffRequired ?? false,
    // GitHub says nothing of permissions to who is not signed in.
    ...(user && { permissions: { admin, maintain: admin, push, triage: push, pull: true } }),
  } satisfies Described
}
