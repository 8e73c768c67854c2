import { isFailure, type Failure } from '../../model/failure.ts'
import type { PullRequestName } from '../../model/journal.ts'
import type { RepositoryName } from '../../model/repository.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import type { Gam } from '../gam.ts'

export interface OpenPull extends PullRequestName {
  readonly title: string
  readonly by: { readonly login: string; readonly id: number }
  /** The branch that it is meant for. */
  readonly base: string
  readonly head: Sha
  /** Of one whose branch lies in the repository itself, what it says it closes: nobody but a member can say so. */
  readonly closes: readonly number[]
  readonly files: readonly PulledFile[]
}

interface PulledFile {
  readonly path: string
  readonly sha: Sha
  /** None where it is long, or no text. */
  readonly patch?: string
}

/** Of so many, the newest, the files are asked for, a call each. */
const MOST = 10

/** The newest open pull requests of a repository that change one of these files. */
export async function findOpenPulls(
  gam: Pick<Gam, 'github'>,
  repository: RepositoryName,
  paths: readonly string[],
): Promise<readonly OpenPull[] | Failure> {
  const pulls = `/repos/${repository}/pulls`
  const got = await gam.github.askJson(
    `${pulls}?state=open&sort=created&direction=desc&per_page=${MOST}`,
    'person',
  )
  if (isFailure(got)) return got
  const found: OpenPull[] = []
  for (const json of Array.isArray(got.json) ? got.json : []) {
    const pull = parseOpenPull(json, repository)
    if (!pull) continue
    const answer = await gam.github.askJson(`${pulls}/${pull.number}/files?per_page=100`, 'person')
    if (isFailure(answer)) return answer
    const files = (Array.isArray(answer.json) ? answer.json : []).flatMap(parseFile)
    if (files.some(({ path }) => paths.includes(path))) found.push({ ...pull, files })
  }
  return found
}

function parseOpenPull(
  json: unknown,
  repository: RepositoryName,
): Omit<OpenPull, 'files'> | undefined {
  const { number, title, body, html_url, user, base, head } = Object(json) as Record<
    string,
    unknown
  >
  const { login, id } = Object(user) as { login?: unknown; id?: unknown }
  const { ref } = Object(base) as { ref?: unknown }
  const { sha, repo } = Object(head) as { sha?: unknown; repo?: unknown }
  const from = String((Object(repo) as { full_name?: unknown }).full_name)
  if (typeof number !== 'number' || typeof html_url !== 'string' || !isSha(sha)) return undefined
  if (typeof login !== 'string' || typeof id !== 'number' || typeof ref !== 'string')
    return undefined
  return {
    number,
    url: html_url,
    title: String(title),
    by: { login, id },
    base: ref,
    head: sha,
    closes: from.toLowerCase() === repository.toLowerCase() ? closedBy(body) : [],
  }
}

/** As GitHub reads it, and Gam writes it: each on a line of its own. */
const closedBy = (body: unknown): number[] =>
  [...String(body ?? '').matchAll(/^Closes #(\d+)$/gm)].map(([, number]) => Number(number))

function parseFile(json: unknown): PulledFile[] {
  const { filename, sha, patch } = Object(json) as Record<string, unknown>
  if (typeof filename !== 'string' || !isSha(sha)) return []
  return [{ path: filename, sha, ...(typeof patch === 'string' ? { patch } : {}) }]
}
