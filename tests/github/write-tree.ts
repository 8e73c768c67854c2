import { EMPTY, NOT_FOUND, refusal, type ApiAnswer, type ApiRequest } from './answers.ts'
import type { Forks } from './forks.ts'
import { describeTree } from './git-answers.ts'
import { isWholeSha, type OpenRepository } from './repository.ts'
import { changeFiles, hasPath, readFiles, typesOf, writeBlob, writeFiles } from './tree-changes.ts'
import type { TreeChange } from './tree-changes.ts'

const TYPE_OF: Readonly<Record<string, string>> = {
  '100644': 'blob',
  '100755': 'blob',
  '120000': 'blob',
  '040000': 'tree',
  '160000': 'commit',
}

interface TreeEntry {
  readonly path?: unknown
  readonly mode?: unknown
  readonly sha?: unknown
  readonly content?: unknown
}

const isMalformed = (path: string): boolean =>
  path.split('/').some((part) => ['', '.', '..', '.git'].includes(part.toLowerCase()))

/** What is wrong with an entry before Git is asked. */
function refuseEntry({ path, mode, sha, content }: TreeEntry): ApiAnswer | undefined {
  if (typeof path !== 'string' || isMalformed(path))
    return refusal(422, 'tree.path contains a malformed path component')
  if (sha === null) return undefined
  if (typeof mode !== 'string' || !(mode in TYPE_OF))
    return refusal(422, 'tree.mode must be one of 040000, 100644, 100755, 120000, 160000')
  if ((sha === undefined) === (content === undefined))
    return refusal(422, 'Must supply either tree.sha or tree.content')
  if (content !== undefined ? typeof content === 'string' : isWholeSha(String(sha)))
    return undefined
  return refusal(422, 'tree.sha must be a 40 character SHA1, tree.content a string')
}

/** `POST git/trees` */
export async function postTree(
  repository: OpenRepository,
  { body, api }: ApiRequest,
  forks: Forks,
): Promise<ApiAnswer> {
  const entries = body['tree'] as readonly TreeEntry[] | undefined
  if (!Array.isArray(entries) || entries.length === 0) return refusal(422, 'Invalid tree info')
  if (await repository.isEmpty()) return EMPTY
  const refused = entries.map(refuseEntry).find((one) => one !== undefined)
  if (refused) return refused
  const base = body['base_tree']
  const named = [base, ...entries.map(({ sha }) => sha)].filter((one) => typeof one === 'string')
  const hidden = forks.refuseHidden(repository, named)
  if (hidden) return hidden
  const files = typeof base === 'string' ? await readFiles(repository, base) : new Map()
  if (!files) return NOT_FOUND
  const wrong = await refuseObjects(repository, entries)
  if (wrong) return wrong
  if (entries.some(({ path, sha }) => sha === null && !hasPath(files, String(path))))
    return refusal(422, 'GitRPC::BadObjectState')
  const changes: TreeChange[] = []
  for (const entry of entries) changes.push(...(await changesOf(repository, entry)))
  const sha = await writeFiles(repository, changeFiles(files, changes))
  return { status: 201, json: await describeTree(repository, sha, false, api) }
}

async function refuseObjects(
  repository: OpenRepository,
  entries: readonly TreeEntry[],
): Promise<ApiAnswer | undefined> {
  // A submodule's commit lies in another repository.
  const named = entries.filter(({ sha, mode }) => typeof sha === 'string' && mode !== '160000')
  const types = await typesOf(
    repository,
    named.map(({ sha }) => String(sha)),
  )
  const wrong = named.find(({ mode }, at) => types[at] !== TYPE_OF[String(mode)])
  if (!wrong) return undefined
  const type = TYPE_OF[String(wrong.mode)]
  return refusal(422, `tree.sha ${String(wrong.sha)} is not a valid ${type}`)
}

async function changesOf(repository: OpenRepository, entry: TreeEntry): Promise<TreeChange[]> {
  const path = String(entry.path)
  const mode = String(entry.mode)
  if (entry.sha === null) return [{ path, file: null }]
  if (typeof entry.content === 'string') {
    const sha = await writeBlob(repository, Buffer.from(entry.content))
    return [{ path, file: { mode, sha } }]
  }
  const sha = String(entry.sha)
  if (mode !== '040000') return [{ path, file: { mode, sha } }]
  const below = (await readFiles(repository, sha)) ?? new Map()
  return [
    { path, file: null },
    ...[...below].map(([name, file]) => ({ path: `${path}/${name}`, file })),
  ]
}
