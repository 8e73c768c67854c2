import { writeCommit, type CommitObject } from './commit-object.ts'
import type { OpenRepository } from './repository.ts'

/** Whether a commit that is posted again gets another SHA, as though a second had passed. */
export function createCommitClock() {
  const posted = new Set<string>()
  let repeatsDiffer = false
  return {
    repeatsDiffer: (on: boolean): void => void (repeatsDiffer = on),
    reset(): void {
      posted.clear()
      repeatsDiffer = false
    },
    async write(repository: OpenRepository, commit: CommitObject): Promise<[string, CommitObject]> {
      const sha = await writeCommit(repository, commit)
      if (repeatsDiffer && posted.has(sha)) {
        const later = new Date(Date.parse(commit.committer.date) + 1000).toISOString()
        return this.write(repository, {
          ...commit,
          committer: { ...commit.committer, date: later },
        })
      }
      posted.add(sha)
      return [sha, commit]
    },
  }
}

export type CommitClock = ReturnType<typeof createCommitClock>
