import { execFile } from 'node:child_process'
import { cp, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { World } from './world.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * A copy of the world's site with this library and its snapshot, made by the host's own command from the local GitHub.
 * Gives the folder, which is gone with the world; `world.site.setFolder` serves it.
 */
export async function siteWithSnapshot(world: World, library: object): Promise<string> {
  world.github.limit(5000)
  const folder = await mkdtemp(join(world.folder, 'site-'))
  await cp(world.site.folder(), folder, { recursive: true })
  await writeFile(join(folder, 'library.json'), JSON.stringify(library))
  const env = {
    ...process.env,
    VITE_GITHUB_API: world.github.api,
    VITE_GITHUB_RAW: world.github.raw,
  }
  const args = ['--no-install', 'tsx', 'src/snapshot.ts', '--dist', folder]
  await promisify(execFile)('npx', args, { cwd: ROOT, env })
  return folder
}
