import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A file of a folder; undefined where it is not there. */
export async function readIn(folder: string, file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(join(folder, file))
  } catch {
    // Not there, or not to be read: the caller says what is missing.
    return undefined
  }
}

/** All files under other names first, then renamed in their order: a server never shows half of one. Gives what went wrong. */
export async function writeAll(
  folder: string,
  files: readonly (readonly [file: string, content: Uint8Array | string])[],
): Promise<string | undefined> {
  const temporary = (file: string) => join(folder, `.${file}.new`)
  try {
    for (const [file, content] of files) await writeFile(temporary(file), content)
    for (const [file] of files) await rename(temporary(file), join(folder, file))
    return undefined
  } catch (error) {
    // A full disk, or a folder that may not be written to.
    for (const [file] of files) await rm(temporary(file), { force: true })
    return error instanceof Error ? error.message : String(error)
  }
}

/** Removes the packs of earlier snapshots. */
export async function removeOldPacks(folder: string, kept: ReadonlySet<string>): Promise<void> {
  const old = (await readdir(folder)).filter((file) => /^snapshot-[\w-]+\.pack$/.test(file))
  for (const file of old) if (!kept.has(file)) await rm(join(folder, file))
}
