import type { OpenRepository } from './repository.ts'

interface TreeFile {
  readonly mode: string
  readonly sha: string
}

/** All files of a tree by path. */
export type TreeFiles = ReadonlyMap<string, TreeFile>

/** `file`: null where the path goes, be it a file or a folder. */
export interface TreeChange {
  readonly path: string
  readonly file: TreeFile | null
}

/** A path is a file or a folder, never both: what is put takes the place of what was in its way. */
export function changeFiles(files: TreeFiles, changes: readonly TreeChange[]): TreeFiles {
  const changed = new Map(files)
  for (const { path, file } of changes) {
    for (const known of [...changed.keys()]) {
      if (known === path || known.startsWith(`${path}/`)) changed.delete(known)
      if (file && path.startsWith(`${known}/`)) changed.delete(known)
    }
    if (file) changed.set(path, file)
  }
  return changed
}

/** Whether something lies at the path, a file or a folder. */
export const hasPath = (files: TreeFiles, path: string): boolean =>
  files.has(path) || [...files.keys()].some((known) => known.startsWith(`${path}/`))

/** Undefined where this is no tree, nor a commit that has one. */
export async function readFiles(
  repository: OpenRepository,
  treeish: string,
): Promise<TreeFiles | undefined> {
  const printed = await repository.git('ls-tree', '-r', '-z', treeish)
  if (!printed) return undefined
  return new Map(
    printed
      .toString()
      .split('\0')
      .filter(Boolean)
      .map((line) => {
        const [, mode = '', sha = '', path = ''] = /^(\d+) \w+ (\w+)\t(.*)$/s.exec(line) ?? []
        return [path, { mode, sha }]
      }),
  )
}

let written = 0

/** Writes the tree of these files and says its SHA. */
export async function writeFiles(repository: OpenRepository, files: TreeFiles): Promise<string> {
  const { GIT_OBJECT_DIRECTORY = '' } = (await repository.store?.env()) ?? {}
  // Its own, so that two trees may be made at once; gone with the folder of objects.
  const env = { GIT_INDEX_FILE: `${GIT_OBJECT_DIRECTORY}/index-${++written}` }
  const input = [...files].map(([path, { mode, sha }]) => `${mode} ${sha}\t${path}\0`).join('')
  const write = async () => {
    await repository.gitWith(['update-index', '-z', '--index-info'], { input, env })
    return repository.gitWith(['write-tree'], { env })
  }
  const printed = await (repository.store?.remember(['hash-object', 'a tree'], input, write) ??
    write())
  if (!printed) throw new Error(`Git refused a tree in ${repository.served.name}`)
  return printed.toString().trim()
}

export async function writeBlob(repository: OpenRepository, bytes: Buffer): Promise<string> {
  const printed = await repository.gitWith(['hash-object', '-w', '--stdin'], { input: bytes })
  if (!printed) throw new Error(`Git refused a blob in ${repository.served.name}`)
  return printed.toString().trim()
}

/** Of which type each of these objects is; undefined where there is none. */
export async function typesOf(
  repository: OpenRepository,
  shas: readonly string[],
): Promise<(string | undefined)[]> {
  const input = shas.map((sha) => `${sha}\n`).join('')
  const args = ['cat-file', '--batch-check=%(objecttype)']
  const printed = shas.length ? await repository.gitWith(args, { input }) : undefined
  const lines = (printed?.toString() ?? '').split('\n')
  return shas.map((_, at) => (/^\w+$/.test(lines[at] ?? '') ? lines[at] : undefined))
}
