import { parsePullState } from '../../github/parse-pull.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import { pullOf, targetOf, type Journal } from '../../model/journal.ts'
import type { ForeignPull } from '../../model/pull-status.ts'
import type { RepositoryName } from '../../model/repository.ts'
import type { Gam } from '../gam.ts'
import { forkOf, namesOf } from '../sending/find-target.ts'

/** `gam/x-ID`; `gam-x-ID` where somebody has a branch `gam`. */
const OURS = /^refs\/heads\/gam(?:\/|-.*-[a-z][a-z0-9]{9}(?:\.\d+)?$)/

/**
 * The pull requests that this person has sent with Gam and this browser does not know: found by their branches, in
 * the person's copies of the library's repositories and in these themselves.
 */
export async function findForgotten(
  gam: Gam,
  login: string,
  journals: readonly Journal[],
): Promise<readonly ForeignPull[] | Failure> {
  const repositories = new Set([
    ...gam.library().sources.map(({ repository }) => repository),
    ...journals.map(({ repository }) => repository),
  ])
  const known = new Set(
    journals.map((journal) => `${journal.repository}#${pullOf(journal)?.number}`),
  )
  const found = new Map<string, ForeignPull>()
  for (const repository of repositories) {
    const targets = await findTargets(gam, login, repository, journals)
    if (isFailure(targets)) return targets
    for (const target of targets) {
      const pulls = await findPulls(gam, login, repository, target)
      if (isFailure(pulls)) return pulls
      for (const pull of pulls) found.set(`${repository}#${pull.number}`, pull)
    }
  }
  return [...found].flatMap(([name, pull]) => (known.has(name) ? [] : [pull]))
}

/** Where branches of this person's may lie. */
async function findTargets(
  gam: Gam,
  login: string,
  repository: RepositoryName,
  journals: readonly Journal[],
): Promise<readonly RepositoryName[] | Failure> {
  const known = journals
    .filter((journal) => journal.repository === repository && journal.login === login)
    .flatMap((journal) => targetOf(journal) ?? [])
  const { repo } = namesOf(repository)
  const got = await gam.github.askJson(`/repos/${login}/${repo}`, 'person')
  if (isFailure(got) && got.kind !== 'not-found') return got
  const fork = isFailure(got) ? undefined : forkOf(got.json, repository)?.name
  return [...new Set([repository, ...known, ...(fork ? [fork] : [])])]
}

async function findPulls(
  gam: Gam,
  login: string,
  repository: RepositoryName,
  target: RepositoryName,
): Promise<readonly ForeignPull[] | Failure> {
  const refs = await gam.github.askJson(`/repos/${target}/git/matching-refs/heads/gam`, 'person')
  if (isFailure(refs)) return refs.kind === 'not-found' ? [] : refs
  const found: ForeignPull[] = []
  for (const one of Array.isArray(refs.json) ? refs.json : []) {
    const { ref } = Object(one) as { ref?: unknown }
    if (typeof ref !== 'string' || !OURS.test(ref)) continue
    const branch = ref.slice('refs/heads/'.length)
    const head = encodeURIComponent(`${namesOf(target).owner}:${branch}`)
    const pulls = await gam.github.askJson(
      `/repos/${repository}/pulls?head=${head}&state=all`,
      'person',
    )
    if (isFailure(pulls)) return pulls
    for (const pull of Array.isArray(pulls.json) ? pulls.json : []) {
      const { number, title, html_url, user } = Object(pull) as Record<string, unknown>
      const by = (Object(user) as { login?: unknown }).login
      if (typeof number !== 'number' || typeof html_url !== 'string') continue
      // In a repository that many may push to, others have such branches too.
      if (typeof by !== 'string' || by.toLowerCase() !== login.toLowerCase()) continue
      const state = parsePullState(pull)
      found.push({ repository, number, title: String(title), url: html_url, state, branch })
    }
  }
  return found
}
