import type { Started } from './started.ts'

/* The steps of a proposal, for the tests of what is written. */

export const UP = 'pequod/log'
export const MINE = '/repos/pip/Log'

/** Makes Pip's fork and says its name. */
export const fork = async (it: Started): Promise<string> =>
  (await it.write(`POST /repos/${UP}/forks`, {})).json.full_name as string

export const headOf = async (it: Started, name = UP, branch = 'main'): Promise<string> =>
  (await it.github.refs(name))[`refs/heads/${branch}`] ?? ''

/** A commit in Pip's fork that puts these files over the head of upstream, or over `on`. */
export async function commit(
  it: Started,
  files: Readonly<Record<string, string>>,
  on?: string,
): Promise<string> {
  const base = on ?? (await headOf(it))
  const tree = await it.write(`POST ${MINE}/git/trees`, {
    base_tree: base,
    tree: Object.entries(files).map(([path, content]) => ({
      path,
      mode: '100644',
      type: 'blob',
      content,
    })),
  })
  const date = '2017-07-01T00:00:00Z'
  const author = { name: 'Pip', email: 'pip@example.com', date }
  const made = await it.write(`POST ${MINE}/git/commits`, {
    message: 'Mend the log',
    tree: tree.json.sha,
    parents: [base],
    author,
    committer: author,
  })
  return made.json.sha as string
}

export const branch = (it: Started, name: string, sha: string) =>
  it.write(`POST ${MINE}/git/refs`, { ref: `refs/heads/${name}`, sha })

export const open = (it: Started, name: string, more: object = {}, as?: string) =>
  it.write(
    `POST /repos/${UP}/pulls`,
    { title: 'Mend the log', head: `pip:${name}`, base: 'main', ...more },
    as,
  )

/** Fork, commit, branch and pull request at once; says the number. */
export async function propose(
  it: Started,
  name = 'gam/one',
  files: Readonly<Record<string, string>> = { 'docs/log.md': '# Log\n\nMended.\n' },
): Promise<number> {
  await fork(it)
  await branch(it, name, await commit(it, files))
  return (await open(it, name)).json.number as number
}
