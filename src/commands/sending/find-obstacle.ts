import { folderOf } from '../../model/paths.ts'

/**
 * What stands where a folder would have to be made: a file, a link or a submodule. GitHub makes the folder in its place
 * without a word. `contents`: GitHub's answer of that name about a path, undefined where nothing is there.
 */
export async function findObstacle<F extends { readonly kind: string }>(
  folder: string,
  contents: (path: string) => Promise<{ readonly json: unknown } | F | undefined>,
): Promise<string | F | undefined> {
  for (let path = folder; path; path = folderOf(path)) {
    const there = await contents(path)
    if (!there) continue
    if ('kind' in there) return there
    // Of a folder it is a list.
    return Array.isArray(there.json) ? undefined : path
  }
  return undefined
}
