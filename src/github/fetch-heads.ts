import { fail, isFailure, type Failure } from '../model/failure.ts'
import type { Hosts } from '../model/hosts.ts'
import type { RepositoryName } from '../model/repository.ts'
import { isSha, type Sha } from '../model/sha.ts'
import { ask } from './ask.ts'

export interface WantedHead {
  readonly repository: RepositoryName
  readonly ref: string
}

export interface HeadsOptions {
  readonly hosts: Pick<Hosts, 'api'>
  readonly fetch: typeof globalThis.fetch
  readonly token: string
  readonly onByte: () => void
}

/** GitHub ends what takes it more than ten seconds. */
const MOST_AT_ONCE = 50

export const headKey = ({ repository, ref }: WantedHead): string => `${repository}@${ref}`

/**
 * The commits that many refs point at, by `headKey`, in one question to GraphQL for each fifty of them. Absent is what
 * GitHub did not say: a repository that is gone or hidden from this token, and a tag with words of its own.
 */
export async function fetchHeads(
  options: HeadsOptions,
  wanted: readonly WantedHead[],
): Promise<ReadonlyMap<string, Sha> | Failure> {
  const heads = new Map<string, Sha>()
  const all = [...new Map(wanted.map((one) => [headKey(one), one])).values()]
  for (let at = 0; at < all.length; at += MOST_AT_ONCE) {
    const some = all.slice(at, at + MOST_AT_ONCE)
    const answer = await askGraphQL(options, queryFor(some))
    if (isFailure(answer)) return answer
    for (const [index, one] of some.entries()) {
      const commit = commitIn(answer[`r${index}`])
      if (commit) heads.set(headKey(one), commit)
    }
  }
  return heads
}

/** What JSON writes is a string of GraphQL too. */
const queryFor = (wanted: readonly WantedHead[]): string =>
  `query {${wanted
    .map(({ repository, ref }, index) => {
      const [owner = '', name = ''] = repository.split('/').map((part) => JSON.stringify(part))
      return ` r${index}: repository(owner: ${owner}, name: ${name}) { object(expression: ${JSON.stringify(ref)}) { ... on Commit { oid } } }`
    })
    .join('')} }`

function commitIn(repository: unknown): Sha | undefined {
  const { object } = Object(repository) as { object?: unknown }
  const { oid } = Object(object) as { oid?: unknown }
  return isSha(oid) ? oid : undefined
}

/**
 * The `data` of an answer. It comes with status 200 and `errors` beside it for each repository that cannot be seen, and
 * alone `errors` where the hour's points are spent. The points are counted apart from the hour's requests.
 */
async function askGraphQL(
  { hosts, fetch, token, onByte }: HeadsOptions,
  query: string,
): Promise<Readonly<Record<string, unknown>> | Failure> {
  const post: typeof globalThis.fetch = (url, init) =>
    fetch(url, {
      ...init,
      method: 'POST',
      headers: { ...(init?.headers as object), 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
  // An Enterprise server has REST at /api/v3.
  const url = `${hosts.api.replace(/\/v3$/, '')}/graphql`
  const answer = await ask(post, url, { byte: onByte, budget: () => undefined }, { token })
  if (isFailure(answer)) return answer
  const data = dataIn(new TextDecoder().decode(answer))
  return (
    data ??
    fail({ kind: 'malformed', what: 'GitHub’s answer to GraphQL', problem: 'no data in it' })
  )
}

function dataIn(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const { data } = Object(JSON.parse(json)) as { data?: unknown }
    return typeof data === 'object' && data !== null ? { ...data } : undefined
  } catch {
    // An edge's page in place of an answer.
    return undefined
  }
}
