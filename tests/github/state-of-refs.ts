import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Another text whenever a ref was written; undefined where the refs lie elsewhere, as those of a linked working tree. */
export async function stateOfRefs(gitDir: string): Promise<string | undefined> {
  const names = await readdir(join(gitDir, 'refs'), { recursive: true }).catch(() => undefined)
  if (!names) return undefined
  const files = [...names.map((name) => join('refs', name)), 'packed-refs']
  const states = files.map((file) =>
    stat(join(gitDir, file)).then(
      ({ mtimeMs, size, ino }) => `${file} ${mtimeMs} ${size} ${ino}`,
      () => file,
    ),
  )
  return (await Promise.all(states)).join('\n')
}
