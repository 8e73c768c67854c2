import { EMPTY, notSupplied, refusal } from './answers.ts'
import type { ApiAnswer, ApiRequest, User } from './answers.ts'
import { describeGitCommit } from './commit-answers.ts'
import type { CommitClock } from './commit-clock.ts'
import type { Signature } from './commit-object.ts'
import type { Forks } from './forks.ts'
import type { OpenRepository } from './repository.ts'
import { typesOf } from './tree-changes.ts'

/** `POST git/commits` */
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
