/** `owner/name`, always in lower case: GitHub compares both without case. */
export type RepositoryName = string & { readonly __repository: true }

/** What is known of a repository beyond its name. */
export interface Repository {
  readonly name: RepositoryName
  /** Only the API may be asked for its bytes, and signing out forgets them. */
  readonly private: boolean
}

// GitHub's own rule: an owner has letters, digits and single hyphens; a name also dots and underscores.
const OWNER = /^[a-z0-9](?:[a-z0-9-]{0,38})$/
const NAME = /^[a-z0-9._-]{1,100}$/

/** `owner/name` from its two parts, or undefined where GitHub could have no such repository. A trailing `.git` is dropped. */
export function parseRepositoryName(owner: string, name: string): RepositoryName | undefined {
  const o = owner.toLowerCase()
  const n = name.toLowerCase().replace(/\.git$/, '')
  if (!OWNER.test(o) || !NAME.test(n) || n === '.' || n === '..') return undefined
  return `${o}/${n}` as RepositoryName
}
