import type { Person } from '../../model/journal.ts'
import type { Sha } from '../../model/sha.ts'

export interface Making {
  readonly tree: Sha
  readonly parents: readonly Sha[]
  /** Author and committer. */
  readonly person: Person
}

/**
 * Whether a commit on GitHub is the one that was about to be made: an earlier try has taken effect, though nobody heard
 * of it. The same tree alone says nothing: somebody else's commit on top of ours may leave our files as they are.
 */
export function isAsMade(json: unknown, { tree, parents, person }: Making): boolean {
  const there = Object(json) as Record<string, unknown>
  const before = Array.isArray(there['parents']) ? there['parents'].map(shaIn) : []
  return (
    shaIn(there['tree']) === tree &&
    before.length === parents.length &&
    parents.every((sha, at) => sha === before[at]) &&
    isPerson(there['author'], person) &&
    // Who amends another's commit leaves its author.
    isPerson(there['committer'], person)
  )
}

const shaIn = (json: unknown): unknown => (Object(json) as { sha?: unknown }).sha

function isPerson(json: unknown, person: Person): boolean {
  const { name, email } = Object(json) as { name?: unknown; email?: unknown }
  return name === person.name && email === person.email
}
