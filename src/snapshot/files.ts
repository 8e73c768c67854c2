import { lstat, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'

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
  const link = await firstLink(
    folder,
    files.map(([file]) => file),
  )
  if (link !== undefined) return `${join(folder, link)} is a link to another folder`
  try {
    for (const [file, content] of files) {
      await mkdir(join(folder, dirname(file)), { recursive: true })
      // What an earlier run left there may be a link by now.
      await rm(temporary(file), { force: true })
      await writeFile(temporary(file), content, { flag: 'wx' })
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

/** Where the static pages lie. */
const PAGES = 'r'

/** All static pages that are there, from the folder; what is a link lies elsewhere, and is none. */
export async function listPages(folder: string): Promise<readonly string[]> {
  const pages = join(folder, PAGES)
  if (await isLink(pages)) return []
  try {
    const found = await readdir(pages, { recursive: true, withFileTypes: true })
    return found
      .filter((one) => one.isFile() && one.name.endsWith('.html'))
      .map((one) => relative(folder, join(one.parentPath, one.name)).split(sep).join('/'))
  } catch {
    // There was no snapshot with pages.
    return []
  }
}

/** Removes pages, and the folders that nothing is left in. */
export async function removePages(folder: string, pages: readonly string[]): Promise<void> {
  for (const page of pages) {
    // Whatever else a name may say: the app itself lies a step above them.
    if (!page.startsWith(`${PAGES}/`) || page.split('/').includes('..')) continue
    await rm(join(folder, page), { force: true })
    await removeEmpty(folder, dirname(page))
  }
}

/** The first folder on the way to one of the files that is a link: what is written there would lie elsewhere. */
async function firstLink(folder: string, files: readonly string[]): Promise<string | undefined> {
  const folders = new Set(
    files.flatMap((file) => {
      const parts = file.split('/').slice(0, -1)
      return parts.map((_, at) => parts.slice(0, at + 1).join('/'))
    }),
  )
  for (const one of folders) if (await isLink(join(folder, one))) return one
  return undefined
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink()
  } catch {
    // Not there yet.
    return false
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
