import type { Draft } from '../../model/draft.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import type { PullRequestName } from '../../model/journal.ts'
import type { Gam } from '../gam.ts'

/** An open pull request that changes a file of the edit too. */
export interface OtherPull extends PullRequestName {
  readonly title: string
  readonly by: string
  readonly paths: readonly string[]
}

/** Of so many, the newest, the files are asked for, a call each. */
const MOST = 10

export async function findOthers(gam: Gam, draft: Draft): Promise<readonly OtherPull[] | Failure> {
  const pulls = `/repos/${draft.repository}/pulls`
  const got = await gam.github.askJson(
    `${pulls}?state=open&sort=created&direction=desc&per_page=${MOST}`,
    'person',
  )
  if (isFailure(got)) return got
  const own = new Set(draft.texts.map(({ path }) => path))
  const others: OtherPull[] = []
  for (const json of Array.isArray(got.json) ? got.json : []) {
    const { number, title, html_url, user } = Object(json) as Record<string, unknown>
    const { login } = Object(user) as { login?: unknown }
    if (typeof number !== 'number' || typeof html_url !== 'string') continue
    const files = await gam.github.askJson(`${pulls}/${number}/files?per_page=100`, 'person')
    if (isFailure(files)) return files
    const paths = (Array.isArray(files.json) ? files.json : [])
      .map((one) => (Object(one) as { filename?: unknown }).filename)
      .filter((path): path is string => typeof path === 'string' && own.has(path))
    if (paths.length) {
      others.push({ number, url: html_url, title: String(title), by: String(login), paths })
    }
  }
  return others
}
