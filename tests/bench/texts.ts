import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** All Markdown files below a folder. */
export async function readTexts(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((one) => one.isFile() && /\.(?:md|markdown)$/i.test(one.name))
  return Promise.all(files.map((one) => readFile(join(one.parentPath, one.name), 'utf8')))
}
