import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

export type NewFile = readonly [file: string, content: Uint8Array | string]

/** A file of a folder; undefined where it is not there. */
export async function readIn(
  folder: string,
  file: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(join(folder, file)))
  } catch {
    // Not there, or not to be read: the caller says what is missing.
    return undefined
  }
}

/** Those that are not there yet just as they are. */
export async function changedOf(
  folder: string,
  files: readonly NewFile[],
): Promise<readonly NewFile[]> {
  const changed: NewFile[] = []
  for (const one of files) {
    const before = await readIn(folder, one[0])
    if (!before || Buffer.compare(before, Buffer.from(one[1])) !== 0) changed.push(one)
  }
  return changed
}

/** All files under other names first, then renamed in their order: a server never shows half of one. Gives what went wrong. */
export async function writeAll(
  folder: string,
  files: readonly NewFile[],
): Promise<string | undefined> {
  const temporary = (file: string) => join(folder, dirname(file), `.${basename(file)}.new`)
  try {
    for (const [file, content] of files) {
      await mkdir(join(folder, dirname(file)), { recursive: true })
      await writeFile(temporary(file), content)
    }
    for (const [file] of files) await rename(temporary(file), join(folder, file))
    return undefined
  } catch (error) {
    // A full disk, or a folder that may not be written to.
    for (const [file] of files) await rm(temporary(file), { force: true })
    return error instanceof Error ? error.message : String(error)
  }
}

/** Removes what earlier snapshots named by its content. */
export async function removeOldPacks(folder: string, kept: ReadonlySet<string>): Promise<void> {
  const old = (await readdir(folder)).filter((file) =>
    /^snapshot-[\w-]+\.(?:pack|facts|shard)$/.test(file),
  )
  for (const file of old) if (!kept.has(file)) await rm(join(folder, file))
}

/** All static pages that are there. */
export async function listPages(folder: string): Promise<readonly string[]> {
  try {
    const found = await readdir(join(folder, 'r'), { recursive: true, withFileTypes: true })
    return found
      .filter((one) => one.isFile() && one.name.endsWith('.html'))
      .map((one) => join(one.parentPath, one.name).slice(join(folder, '/').length))
  } catch {
    // There was no snapshot with pages.
    return []
  }
}

/** Removes pages, and the folders that nothing is left in. */
export async function removePages(folder: string, pages: readonly string[]): Promise<void> {
  for (const page of pages) {
    await rm(join(folder, page))
    await removeEmpty(folder, dirname(page))
  }
}

async function removeEmpty(folder: string, path: string): Promise<void> {
  if (path === '.') return
  try {
    await rmdir(join(folder, path))
  } catch {
    // Another page is still there.
    return
  }
  await removeEmpty(folder, dirname(path))
}
