import type { ApiRequest, Partly, Schemas } from './answers.ts'
import { describeUser } from './describe-pull.ts'
import type { LineComment, Pull, Review, Said } from './pulls.ts'

/* What people say of a pull request: below it, of its lines, and as reviews. */

const pageOf = (pull: Pull, { web }: ApiRequest, fragment: string): string =>
  `${web}/${pull.repository.served.name}/pull/${pull.number}#${fragment}`

export const describeComment = ({ id, user, body, at }: Said, pull: Pull, request: ApiRequest) =>
  ({
    id,
    user: describeUser(user),
    body,
    html_url: pageOf(pull, request, `issuecomment-${id}`),
    created_at: at,
    updated_at: at,
  }) satisfies Partly<Schemas['issue-comment']>

export const describeReview = (
  { id, user, body, at, state, commit }: Review,
  pull: Pull,
  request: ApiRequest,
) =>
  ({
    id,
    user: describeUser(user),
    body,
    state,
    commit_id: commit,
    submitted_at: at,
    html_url: pageOf(pull, request, `pullrequestreview-${id}`),
  }) satisfies Partly<Schemas['pull-request-review']>

export const describeLineComment = (
  { id, user, body, at, path, line, commit }: LineComment,
  pull: Pull,
  request: ApiRequest,
) =>
  ({
    id,
    user: describeUser(user),
    body,
    path,
    line,
    commit_id: commit,
    original_commit_id: commit,
    created_at: at,
    updated_at: at,
    html_url: pageOf(pull, request, `discussion_r${id}`),
  }) satisfies Partly<Schemas['pull-request-review-comment']>
