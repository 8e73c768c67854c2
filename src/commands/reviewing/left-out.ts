import { blobSha } from '../../github/check-sha.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import type { RepositoryName } from '../../model/repository.ts'
import type { Gam } from '../gam.ts'
import type { OutgoingText } from './outgoing.ts'

/** The files of an edit that a pull request does not hold just as the edit has them. One call. */
export async function findLeftOut(
  { github }: Pick<Gam, 'github'>,
  repository: RepositoryName,
  number: number,
  texts: readonly Pick<OutgoingText, 'path' | 'now' | 'written'>[],
): Promise<readonly string[] | Failure> {
  const got = await github.askJson(
    `/repos/${repository}/pulls/${number}/files?per_page=100`,
    'person',
  )
  if (isFailure(got)) return got
  const there = new Map<unknown, unknown>()
  for (const json of Array.isArray(got.json) ? got.json : []) {
    const { filename, sha } = Object(json) as { filename?: unknown; sha?: unknown }
    there.set(filename, sha)
  }
  const left = await Promise.all(
    texts.map(async ({ path, now, written }) => {
      const sha = there.get(path)
      // GitHub's editor may have pasted lines end as it likes.
      const own = await Promise.all(
        [written, now].map((text) => blobSha(new TextEncoder().encode(text))),
      )
      return sha !== undefined && own.some((one) => one === sha) ? [] : [path]
    }),
  )
  return left.flat()
}
